// A cross-encoder of transformers.js in one worker thread. A thread that dies is replaced for the next request; the one it held fails. One
// thread is enough: pairs are few, and their budget, not their number, says how long they take.
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { AppError } from '@/lib/domain/app-error'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { CrossEncoderEntry } from '../manifest/model-entry'
import type { KeptText } from './encode-pair'
import type { PairWorkerData, PairWorkerReply, PairWorkerRequest, TextPair } from './pair-messages'

export interface PairThreadSettings {
  model: CrossEncoderEntry
  modelsDirectory: string
  /** Absolute path of the compiled pair-worker.mjs. */
  workerPath: string
  /** The thread's name. */
  name: string
  labelCount: number
  kept: KeptText
  /** What a failure of the thread or the model is. */
  errorCode: ErrorCode
}

interface Waiting {
  resolve: (outputs: Array<number[] | null>) => void
  reject: (error: AppError) => void
}

interface Thread {
  worker: Worker
  ready: Promise<void>
}

const closeMilliseconds = 2_000

export class PairThread {
  private readonly waiting = new Map<number, Waiting>()
  private thread: Thread | null = null
  private nextRequestId = 1
  private isClosed = false

  /** Starts the thread at once. The files are taken as they are: `verifyModelFiles` checks them first. */
  constructor(private readonly settings: PairThreadSettings) {
    this.thread = this.startThread()
  }

  /**
   * The model's output for each pair, in their order; null where the time was up before it was read. The budget is kept between pairs, not
   * within one. Errors: the settings' code, cancelled.
   */
  async read(pairs: readonly TextPair[], options: { budgetMilliseconds: number; signal?: AbortSignal }): Promise<Array<number[] | null>> {
    const { budgetMilliseconds, signal } = options
    this.throwIfStopped(signal)
    if (pairs.length === 0) return []
    const until = Date.now() + budgetMilliseconds
    this.thread ??= this.startThread()
    if (!(await isReadyWithin(this.thread.ready, budgetMilliseconds))) return pairs.map(() => null)
    this.throwIfStopped(signal)
    const requestId = this.nextRequestId++
    const stop = () => this.cancel(requestId)
    signal?.addEventListener('abort', stop, { once: true })
    try {
      return await new Promise((resolveOutputs, reject) => {
        this.waiting.set(requestId, { resolve: resolveOutputs, reject })
        this.send({ type: 'read', requestId, pairs, until })
      })
    } finally {
      signal?.removeEventListener('abort', stop)
      this.waiting.delete(requestId)
    }
  }

  ready(): Promise<void> {
    if (this.isClosed) return Promise.reject(this.stoppedError())
    this.thread ??= this.startThread()
    return this.thread.ready
  }

  async close(): Promise<void> {
    this.isClosed = true
    for (const { reject } of this.waiting.values()) reject(this.stoppedError())
    const worker = this.thread?.worker
    if (!worker) return
    const exited = new Promise<void>((done) => void worker.once('exit', () => done()))
    this.send({ type: 'close' })
    const timer = setTimeout(() => void worker.terminate(), closeMilliseconds)
    await exited
    clearTimeout(timer)
  }

  /** Errors: cancelled. */
  throwIfStopped(signal?: AbortSignal): void {
    if (this.isClosed || signal?.aborted) throw this.stoppedError()
  }

  private cancel(requestId: number): void {
    this.send({ type: 'cancel', requestId })
    this.waiting.get(requestId)?.reject(this.stoppedError())
  }

  private send(request: PairWorkerRequest): void {
    this.thread?.worker.postMessage(request)
  }

  private startThread(): Thread {
    const { model, modelsDirectory, labelCount, kept, name, workerPath } = this.settings
    const { id, weights, hasExternalData, maxTokens } = model
    const workerData: PairWorkerData = { modelsDirectory: resolve(modelsDirectory), model: { id, weights, hasExternalData, maxTokens }, labelCount, kept }
    // The worker is compiled on its own: bundlers must not follow the path.
    const worker = new Worker(/* turbopackIgnore: true */ workerPath, { workerData, name })
    const ready = new Promise<void>((resolveReady, reject) => {
      worker.on('message', (message: PairWorkerReply) => (message.type === 'ready' ? resolveReady() : this.receive(message)))
      worker.on('error', (cause) => this.lose(worker, cause, reject))
      worker.on('exit', () => this.lose(worker, null, reject))
    })
    // Whoever asks for `ready` hears of it; nobody has to.
    ready.catch(() => undefined)
    return { worker, ready }
  }

  private receive(message: Exclude<PairWorkerReply, { type: 'ready' }>): void {
    const waiting = this.waiting.get(message.requestId)
    if (message.type === 'read') waiting?.resolve(message.outputs)
    else waiting?.reject(new AppError(this.settings.errorCode, `the model refused a pair: ${message.reason}`))
  }

  private lose(worker: Worker, cause: unknown, rejectReady: (error: AppError) => void): void {
    const error = new AppError(this.settings.errorCode, `the thread of ${this.settings.name} ended`, { cause })
    rejectReady(error)
    if (this.thread?.worker !== worker) return
    this.thread = null
    for (const { reject } of this.waiting.values()) reject(error)
  }

  private stoppedError(): AppError {
    return new AppError('cancelled', `${this.settings.name} was stopped`)
  }
}

/** A thread that is still loading its model is waited for no longer than the request has time. */
async function isReadyWithin(ready: Promise<void>, milliseconds: number): Promise<boolean> {
  const waiting = new AbortController()
  try {
    return await Promise.race([ready.then(() => true), sleep(milliseconds, false, { signal: waiting.signal }).catch(() => false)])
  } finally {
    waiting.abort()
  }
}
