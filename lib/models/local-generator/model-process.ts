// The process that runs a language model, seen from the app: its start, the answer that is being written in it, its end.
import { type ChildProcess, fork } from 'node:child_process'
import { AppError } from '@/lib/domain/app-error'
import type { WriteRequest, WriterModel, WriterOrder, WriterReply, WrittenPiece } from './write-messages'

/** One answer on its way. `next` rejects when the model or its process failed. */
export interface Writing {
  next(): Promise<WrittenPiece>
  /** Asks for its end, which comes as the last piece. */
  stop(): void
  /** Resolves when the process is through with it, however. */
  ended: Promise<void>
}

/** Settings and keys of the app are none of its business. */
const environment = { NODE_ENV: 'production' as const, MALLOC_ARENA_MAX: '2' }

export class ModelProcess {
  readonly modelId: string
  /** Errors: llm_failed when the model cannot be loaded. */
  readonly ready: Promise<void>
  private readonly child: ChildProcess
  private readonly exited: Promise<void>
  private inbox: Inbox | null = null
  private nextId = 1
  private hasExited = false

  /** `workerPath`: absolute path of the compiled write-worker.mjs. */
  constructor(workerPath: string, model: WriterModel) {
    this.modelId = model.model.id
    this.child = fork(workerPath, [], { serialization: 'advanced', execArgv: [], env: environment, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    this.exited = new Promise((resolve) => {
      const end = () => {
        this.hasExited = true
        this.inbox?.fail(goneError())
        resolve()
      }
      this.child.once('exit', end)
      this.child.once('error', end)
    })
    this.ready = new Promise((resolve, reject) => {
      this.child.on('message', (message) => {
        const reply = message as WriterReply
        if (reply.type === 'ready') resolve()
        else if (reply.type === 'failed' && reply.requestId === null) reject(new AppError('llm_failed', `the model cannot be loaded: ${reply.reason}`))
        else this.inbox?.receive(reply)
      })
      void this.exited.then(() => reject(goneError()))
    })
    // Whoever writes hears of it; nobody has to.
    this.ready.catch(() => undefined)
    this.send({ type: 'load', ...model })
  }

  get isAlive(): boolean {
    return !this.hasExited
  }

  /** One at a time: the caller keeps the order. */
  write(request: WriteRequest): Writing {
    const requestId = this.nextId++
    const inbox = new Inbox(requestId)
    this.inbox = inbox
    if (this.hasExited) inbox.fail(goneError())
    this.send({ type: 'write', requestId, ...request })
    return { next: () => inbox.next(), stop: () => this.send({ type: 'stop', requestId }), ended: inbox.ended }
  }

  /** At once, in the middle of whatever it does; resolves when all of its memory is back. */
  async end(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.exited
  }

  private send(order: WriterOrder): void {
    if (this.child.connected) this.child.send(order, () => undefined)
  }
}

/** What the process says of one answer, until it is asked for. */
class Inbox {
  readonly ended: Promise<void>
  private readonly pieces: WrittenPiece[] = []
  private failure: AppError | null = null
  private wake = () => {}
  private end = () => {}

  constructor(private readonly requestId: number) {
    this.ended = new Promise((resolve) => {
      this.end = resolve
    })
  }

  receive(reply: Exclude<WriterReply, { type: 'ready' }>): void {
    if (reply.requestId !== this.requestId) return
    if (reply.type === 'failed') this.fail(failureOf(reply))
    else {
      this.pieces.push(reply)
      if (reply.type === 'end') this.end()
      this.wake()
    }
  }

  fail(error: AppError): void {
    this.failure ??= error
    this.end()
    this.wake()
  }

  async next(): Promise<WrittenPiece> {
    for (;;) {
      const piece = this.pieces.shift()
      if (piece) return piece
      if (this.failure) throw this.failure
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    }
  }
}

function failureOf({ reason, isTooLong }: Extract<WriterReply, { type: 'failed' }>): AppError {
  return isTooLong
    ? new AppError('llm_context_exceeded', 'the prompt does not fit into what the model is given')
    : new AppError('llm_failed', `the model failed: ${reason}`)
}

function goneError(): AppError {
  return new AppError('llm_failed', 'the process of the model ended')
}
