import { Worker } from 'node:worker_threads'
import type { EmbeddingGroup } from './embedding-queue'
import type { EmbedWorkerData, EmbedWorkerReply, EmbedWorkerRequest } from './worker-messages'

export interface EmbeddingWorkerEvents {
  onReady: () => void
  /** The worker has answered and can take the next group. */
  onIdle: () => void
  /** The thread is gone, unless `close` was called. `group` is what it was working on. */
  onExit: (group: EmbeddingGroup | null, cause: unknown) => void
  onRefused: (group: EmbeddingGroup, reason: string) => void
}

const closeMilliseconds = 2_000

/** One thread running the compiled embed-worker, with at most one group at a time. */
export class EmbeddingWorker {
  private readonly thread: Worker
  private readonly exited: Promise<void>
  private current: { requestId: number; group: EmbeddingGroup; timer: NodeJS.Timeout } | null = null
  private nextRequestId = 1
  private cause: unknown = null
  private isReady = false
  private isClosing = false

  constructor(
    workerPath: string,
    data: EmbedWorkerData,
    private readonly groupTimeLimit: number,
    private readonly events: EmbeddingWorkerEvents,
  ) {
    // The worker is compiled on its own: bundlers must not follow the path.
    this.thread = new Worker(/* turbopackIgnore: true */ workerPath, { workerData: data, name: 'embedder' })
    this.thread.on('message', (message: EmbedWorkerReply) => this.receive(message))
    this.thread.on('error', (error) => {
      this.cause = error
    })
    this.exited = new Promise((resolve) => {
      this.thread.once('exit', () => {
        resolve()
        this.leave()
      })
    })
  }

  get canTakeWork(): boolean {
    return this.isReady && this.current === null && !this.isClosing
  }

  run(group: EmbeddingGroup): void {
    const requestId = this.nextRequestId++
    // A thread that hangs is ended; its group is then treated like that of a thread that died.
    const timer = setTimeout(() => void this.thread.terminate(), this.groupTimeLimit)
    this.current = { requestId, group, timer }
    this.send({ type: 'embed', requestId, texts: group.texts })
  }

  /** Lets the thread finish its group and end by itself; ends it by force after two seconds. */
  async close(): Promise<void> {
    this.isClosing = true
    this.send({ type: 'close' })
    const timer = setTimeout(() => void this.thread.terminate(), closeMilliseconds)
    await this.exited
    clearTimeout(timer)
  }

  private send(request: EmbedWorkerRequest): void {
    this.thread.postMessage(request)
  }

  private receive(message: EmbedWorkerReply): void {
    if (message.type === 'ready') {
      this.isReady = true
      this.events.onReady()
      return
    }
    if (this.current?.requestId !== message.requestId) return
    const { group } = this.finishCurrent(this.current)
    if (message.type === 'embedded') group.onDone(message.vectors)
    else this.events.onRefused(group, message.reason)
    this.events.onIdle()
  }

  private finishCurrent(current: { group: EmbeddingGroup; timer: NodeJS.Timeout }): { group: EmbeddingGroup } {
    clearTimeout(current.timer)
    this.current = null
    return current
  }

  private leave(): void {
    const group = this.current ? this.finishCurrent(this.current).group : null
    this.isReady = false
    if (!this.isClosing) this.events.onExit(group, this.cause)
  }
}
