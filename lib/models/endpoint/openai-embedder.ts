// An embedding model behind any server that speaks OpenAI's embeddings API. Batches by count and characters, a few at a time; each is
// tried again with growing pauses when the server is busy or fails. The SDK's own retries are off: they know neither the limits here
// nor that a used-up quota does not come back. Every answer is checked for its count, its order and its length, since a vector of
// another model in the collection would be found by nothing.
import { setMaxListeners } from 'node:events'
import OpenAI from 'openai'
import { AppError } from '@/lib/domain/app-error'
import type { EmbeddingModel } from '@/lib/domain/embedding-model'
import type { Embedder, EmbeddingEndpoint, EndpointConnection } from '@/lib/domain/ports/embedder'
import { normalizeLength } from '../embedder/pool-tokens'
import { RecentVectors } from '../embedder/recent-vectors'
import { isWorthRetrying, pause, retryPause } from '../generator/pause-before-retry'
import { type BatchLimits, cutBatches } from './cut-batches'
import { describeEndpointModel } from './endpoint-model'
import { mapEndpointError } from './map-endpoint-error'

export interface EndpointLimits {
  batch: BatchLimits
  /** Requests under way at once. */
  requests: number
  /** How often a request is sent at most. */
  attempts: number
  /** Milliseconds. */
  timeout: number
  longestRetryPause: number
}

export const defaultEndpointLimits: EndpointLimits = {
  batch: { texts: 64, characters: 60_000 },
  requests: 2,
  attempts: 5,
  timeout: 60_000,
  longestRetryPause: 30_000,
}

const keptQuestions = 500
/** Somebody waits for the answer; a document can wait longer. */
const questionAttempts = 2

/** Asks the server once, and learns how long its vectors are. Errors: invalid_request, embedding_endpoint_failed, cancelled. */
export async function probeEndpoint(connection: EndpointConnection, signal?: AbortSignal): Promise<EmbeddingEndpoint> {
  const client = openClient(connection, defaultEndpointLimits.timeout)
  try {
    const vectors = await request(client, connection.model, ['Docent'], signal)
    const dimensions = vectors[0]?.length ?? 0
    if (dimensions === 0) throw new AppError('embedding_endpoint_failed', 'the embedding service sent an empty vector')
    return { ...connection, dimensions }
  } catch (error) {
    throw mapEndpointError(error, signal)
  }
}

export class OpenaiEmbedder implements Embedder {
  readonly model: EmbeddingModel
  private readonly client: OpenAI
  private readonly limits: EndpointLimits
  private readonly recentQuestions = new RecentVectors(keptQuestions)
  private readonly closing = new AbortController()

  /** Errors: invalid_request when the address is not http or https, or holds a password. */
  constructor(
    private readonly endpoint: EmbeddingEndpoint,
    limits: Partial<EndpointLimits> = {},
  ) {
    this.limits = { ...defaultEndpointLimits, ...limits }
    this.model = describeEndpointModel(endpoint)
    this.client = openClient(endpoint, this.limits.timeout)
  }

  async embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array> {
    const kept = this.recentQuestions.read(text)
    if (kept) return kept
    const [vector] = await this.embedBatch([text], this.anySignal(signal), questionAttempts)
    if (!vector) throw new AppError('embedding_endpoint_failed', 'the embedding service sent no vector')
    this.recentQuestions.keep(text, vector)
    return vector
  }

  async embedPassages(texts: string[], options: { signal?: AbortSignal; onProgress?: (done: number) => void } = {}): Promise<Float32Array[]> {
    const batches = cutBatches(texts, this.limits.batch)
    const results: Float32Array[][] = batches.map(() => [])
    // The first failure stops the others: their answers would be paid for and thrown away.
    const failing = new AbortController()
    const signal = AbortSignal.any([this.anySignal(options.signal), failing.signal])
    // Every request listens to it; a document has more of them than Node's warning allows.
    setMaxListeners(0, signal)
    let next = 0
    let done = 0
    const work = async () => {
      for (let index = next++; index < batches.length; index = next++) {
        const batch = batches[index] ?? []
        results[index] = await this.embedBatch(batch, signal, this.limits.attempts)
        done += batch.length
        options.onProgress?.(done)
      }
    }
    const workers = Array.from({ length: Math.min(this.limits.requests, batches.length) }, () =>
      work().catch((error) => {
        failing.abort()
        throw error
      }),
    )
    const failed = (await Promise.allSettled(workers)).filter((outcome) => outcome.status === 'rejected')
    const reason = failed.find((outcome) => outcome.reason.code !== 'cancelled') ?? failed[0]
    if (reason) throw reason.reason
    return results.flat()
  }

  /** Resolves when the server has embedded one word; a server that is down is found out here and not by the first document. */
  async ready(): Promise<void> {
    await this.embedQuery('Docent')
  }

  async close(): Promise<void> {
    this.closing.abort()
  }

  private anySignal(signal: AbortSignal | undefined): AbortSignal {
    return signal ? AbortSignal.any([signal, this.closing.signal]) : this.closing.signal
  }

  private async embedBatch(texts: string[], signal: AbortSignal, attempts: number): Promise<Float32Array[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (signal.aborted) throw new AppError('cancelled', 'the embedding was stopped')
        return this.checked(await request(this.client, this.endpoint.model, texts, signal))
      } catch (error) {
        const wait = attempt < attempts && isWorthRetrying(error) ? retryPause(error, attempt, this.limits.longestRetryPause) : null
        if (wait === null || signal.aborted) throw mapEndpointError(error, signal)
        await pause(wait, signal)
      }
    }
  }

  private checked(vectors: Float32Array[]): Float32Array[] {
    const other = vectors.find((vector) => vector.length !== this.model.dimensions)
    if (other) throw new AppError('embedding_endpoint_failed', `the embedding service sent ${other.length} dimensions instead of ${this.model.dimensions}`)
    return vectors
  }
}

function openClient({ baseUrl, apiKey }: EndpointConnection, timeout: number): OpenAI {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password)
    throw new AppError('invalid_request', "the embedding service's address must be an http or https address without a password in it")
  // Local servers need no key, but the SDK does. Its log lines would quote texts.
  return new OpenAI({
    baseURL: baseUrl.replace(/\/+$/, ''),
    apiKey: apiKey ?? 'none',
    organization: null,
    project: null,
    maxRetries: 0,
    timeout,
    logLevel: 'off',
  })
}

/** One request; its vectors in the order of the texts, of length 1. */
async function request(client: OpenAI, model: string, texts: string[], signal: AbortSignal | undefined): Promise<Float32Array[]> {
  // Named, because the SDK would otherwise ask for base64, which many servers do not speak.
  const answer = await client.embeddings.create({ model, input: texts, encoding_format: 'float' }, { signal })
  const entries = Array.isArray(answer.data) ? answer.data : []
  const vectors: Float32Array[] = []
  for (const { index, embedding } of entries) if (Array.isArray(embedding)) vectors[index] = normalizeLength(Float32Array.from(embedding))
  const isWhole = entries.length === texts.length && texts.every((_, index) => vectors[index]?.every(Number.isFinite))
  if (!isWhole) throw new AppError('embedding_endpoint_failed', 'the embedding service did not send one vector for each text')
  return vectors
}
