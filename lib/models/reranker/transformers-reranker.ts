// The reranker: a cross-encoder of transformers.js in one worker thread behind the domain's port. A thread that dies is replaced for
// the next question; the one it held fails, and the search goes on with the order it has. One thread is enough: a question is
// reranked once, and its budget, not its number of passages, says how long that takes.
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { AppError } from '@/lib/domain/app-error'
import { detectScriptLanguage } from '@/lib/domain/detect-script-language'
import { undeterminedLanguage } from '@/lib/domain/language'
import type { Reranker } from '@/lib/domain/ports/reranker'
import type { RerankerEntry } from '../manifest/model-entry'
import type { RerankWorkerReply, RerankWorkerRequest } from './rerank-messages'

export interface TransformersRerankerSettings {
  model: RerankerEntry
  modelsDirectory: string
  /** Absolute path of the compiled rerank-worker.mjs. */
  workerPath: string
}

interface Waiting {
  resolve: (scores: Array<number | null>) => void
  reject: (error: AppError) => void
}

interface Thread {
  worker: Worker
  ready: Promise<void>
}

const closeMilliseconds = 2_000

export class TransformersReranker implements Reranker {
  readonly modelId: string
  private readonly waiting = new Map<number, Waiting>()
  private thread: Thread | null = null
  private nextRequestId = 1
  private isClosed = false

  /** Starts the thread at once. The files are taken as they are: `verifyModelFiles` checks them first. */
  constructor(private readonly settings: TransformersRerankerSettings) {
    this.modelId = settings.model.id
    this.thread = this.startThread()
  }

  async rerank(question: string, texts: string[], options: { budgetMilliseconds: number; signal?: AbortSignal }): Promise<Array<number | null>> {
    const { budgetMilliseconds, signal } = options
    if (this.isClosed || signal?.aborted) throw stoppedError()
    // A model that never learned the language orders by chance; then nothing is read, as when the time is up.
    if (texts.length === 0 || !this.serves(question)) return texts.map(() => null)
    const until = Date.now() + budgetMilliseconds
    this.thread ??= this.startThread()
    if (!(await isReadyWithin(this.thread.ready, budgetMilliseconds))) return texts.map(() => null)
    if (this.isClosed || signal?.aborted) throw stoppedError()
    const requestId = this.nextRequestId++
    const stop = () => this.cancel(requestId)
    signal?.addEventListener('abort', stop, { once: true })
    try {
      return await new Promise((resolveScores, reject) => {
        this.waiting.set(requestId, { resolve: resolveScores, reject })
        this.send({ type: 'score', requestId, question, texts, until })
      })
    } finally {
      signal?.removeEventListener('abort', stop)
      this.waiting.delete(requestId)
    }
  }

  ready(): Promise<void> {
    if (this.isClosed) return Promise.reject(stoppedError())
    this.thread ??= this.startThread()
    return this.thread.ready
  }

  async close(): Promise<void> {
    this.isClosed = true
    for (const { reject } of this.waiting.values()) reject(stoppedError())
    const worker = this.thread?.worker
    if (!worker) return
    const exited = new Promise<void>((done) => void worker.once('exit', () => done()))
    this.send({ type: 'close' })
    const timer = setTimeout(() => void worker.terminate(), closeMilliseconds)
    await exited
    clearTimeout(timer)
  }

  private serves(question: string): boolean {
    const { languages } = this.settings.model
    const language = detectScriptLanguage(question)
    return language === undeterminedLanguage || languages.includes(language)
  }

  private cancel(requestId: number): void {
    this.send({ type: 'cancel', requestId })
    this.waiting.get(requestId)?.reject(stoppedError())
  }

  private send(request: RerankWorkerRequest): void {
    this.thread?.worker.postMessage(request)
  }

  private startThread(): Thread {
    const { id, weights, hasExternalData, maxTokens } = this.settings.model
    const workerData = { modelsDirectory: resolve(this.settings.modelsDirectory), model: { id, weights, hasExternalData, maxTokens } }
    // The worker is compiled on its own: bundlers must not follow the path.
    const worker = new Worker(/* turbopackIgnore: true */ this.settings.workerPath, { workerData, name: 'reranker' })
    const ready = new Promise<void>((resolveReady, reject) => {
      worker.on('message', (message: RerankWorkerReply) => (message.type === 'ready' ? resolveReady() : this.receive(message)))
      worker.on('error', (cause) => this.lose(worker, cause, reject))
      worker.on('exit', () => this.lose(worker, null, reject))
    })
    // Whoever asks for `ready` hears of it; nobody has to.
    ready.catch(() => undefined)
    return { worker, ready }
  }

  private receive(message: Exclude<RerankWorkerReply, { type: 'ready' }>): void {
    const waiting = this.waiting.get(message.requestId)
    if (message.type === 'scored') waiting?.resolve(message.scores)
    else waiting?.reject(new AppError('reranker_failed', `the model refused a pair: ${message.reason}`))
  }

  private lose(worker: Worker, cause: unknown, rejectReady: (error: AppError) => void): void {
    const error = new AppError('reranker_failed', 'the reranking thread ended', { cause })
    rejectReady(error)
    if (this.thread?.worker !== worker) return
    this.thread = null
    for (const { reject } of this.waiting.values()) reject(error)
  }
}

/** A thread that is still loading its model is waited for no longer than the question has time. */
async function isReadyWithin(ready: Promise<void>, milliseconds: number): Promise<boolean> {
  const waiting = new AbortController()
  try {
    return await Promise.race([ready.then(() => true), sleep(milliseconds, false, { signal: waiting.signal }).catch(() => false)])
  } finally {
    waiting.abort()
  }
}

function stoppedError(): AppError {
  return new AppError('cancelled', 'the reranking was stopped')
}
