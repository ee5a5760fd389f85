// The embedder: transformers.js in worker threads behind the domain's port. Questions overtake passages, see
// embedding-queue.ts; the threads' care is in embedding-pool.ts, the model itself in load-text-encoder.ts.
import { resolve } from 'node:path'
import { AppError } from '@/lib/domain/app-error'
import type { Embedder, PassageEmbedding } from '@/lib/domain/ports/embedder'
import { EmbeddingCall } from './embedder/embedding-call'
import { EmbeddingPool } from './embedder/embedding-pool'
import { type EmbeddingGroup, passagesPerGroup } from './embedder/embedding-queue'
import { RecentVectors } from './embedder/recent-vectors'
import type { ModelManifestEntry } from './model-manifest'

export interface TransformersEmbedderSettings {
  model: ModelManifestEntry
  modelsDirectory: string
  /** Absolute path of the compiled embed-worker.mjs. */
  workerPath: string
  /** Threads, from 1. Each keeps the model in memory of its own and uses one core while it works. */
  workerCount: number
  groupTimeLimitMilliseconds?: number
  onWorkerDied?: (event: { restartInMilliseconds: number; cause: unknown }) => void
}

/** Long past anything a group of texts takes, so it only meets a thread that hangs. */
const defaultGroupTimeLimit = 120_000
const keptQuestions = 500

export class TransformersEmbedder implements Embedder {
  readonly model: ModelManifestEntry
  private readonly pool: EmbeddingPool
  private readonly recentQuestions = new RecentVectors(keptQuestions)
  private readonly openCalls = new Set<EmbeddingCall>()

  /** Starts the threads at once. The files are taken as they are: `verifyModelFiles` checks them first. */
  constructor(settings: TransformersEmbedderSettings) {
    this.model = settings.model
    const { id, weights, hasExternalData, maxTokens, dimensions, pooling, normalize } = settings.model
    this.pool = new EmbeddingPool({
      workerPath: settings.workerPath,
      workerCount: settings.workerCount,
      data: { modelsDirectory: resolve(settings.modelsDirectory), model: { id, weights, hasExternalData, maxTokens, dimensions, pooling, normalize } },
      groupTimeLimitMilliseconds: settings.groupTimeLimitMilliseconds ?? defaultGroupTimeLimit,
      onWorkerDied: settings.onWorkerDied,
    })
  }

  async embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array> {
    const kept = this.recentQuestions.read(text)
    if (kept) return kept
    const call = new EmbeddingCall([this.model.prefixes.query + text], 1, undefined)
    const [vector] = await this.settle(call, (groups) => this.pool.addQuestion(groups), signal)
    if (!vector) throw new AppError('embedder_failed', 'the worker returned no vector')
    this.recentQuestions.keep(text, vector)
    return vector
  }

  async embedPassages(texts: string[], options: PassageEmbedding = {}): Promise<Float32Array[]> {
    if (texts.length === 0) return []
    const call = new EmbeddingCall(
      texts.map((text) => this.model.prefixes.passage + text),
      passagesPerGroup,
      options.onProgress,
    )
    return this.settle(call, (groups) => (options.isUrgent ? this.pool.addQuestion(groups) : this.pool.addPassages(groups)), options.signal)
  }

  ready(): Promise<void> {
    return this.pool.ready()
  }

  async close(): Promise<void> {
    for (const call of this.openCalls) call.fail(new AppError('cancelled', 'the embedder was closed'))
    await this.pool.close()
  }

  private async settle(call: EmbeddingCall, submit: (groups: EmbeddingGroup[]) => void, signal: AbortSignal | undefined): Promise<Float32Array[]> {
    if (signal?.aborted) throw stoppedError()
    const stop = () => call.fail(stoppedError())
    signal?.addEventListener('abort', stop, { once: true })
    this.openCalls.add(call)
    try {
      submit(call.groups)
      return await call.vectors
    } finally {
      signal?.removeEventListener('abort', stop)
      this.openCalls.delete(call)
      this.pool.remove(new Set(call.groups))
    }
  }
}

function stoppedError(): AppError {
  return new AppError('cancelled', 'the embedding was stopped')
}
