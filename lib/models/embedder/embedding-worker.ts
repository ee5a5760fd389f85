import { Worker } from 'node:worker_threads'
import type { EmbeddingGroup } from './embedding-queue'
import type { EmbedWorkerData, EmbedWorkerReply, EmbedWorkerRequest } from './worker-messages'

export interface EmbeddingWorkerEvents {
  onReady: () => void
  /** The worker has answered and can take another group. */
  onAnswered: () => void
  /** The thread is gone, unless `close` was called. `groups` are what it held. */
  onExit: (groups: EmbeddingGroup[], cause: unknown) => void
  onRefused: (group: EmbeddingGroup, reason: string) => void
}

interface HeldGroup {
  requestId: number
  group: EmbeddingGroup
}

const closeMilliseconds = 2_000
const mostGroups = 2

/** One thread running the compiled embed-worker. It has its next group while it works on one, so it never waits for this thread. */
export class EmbeddingWorker {
  private readonly thread: Worker
  private readonly exited: Promise<void>
  /** The thread works on the first. */
  private readonly held: HeldGroup[] = []
  private timer: NodeJS.Timeout | undefined
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

  get heldGroups(): number {
    return this.held.length
  }

  get canTakeWork(): boolean {
    if (!this.isReady || this.isClosing || this.held.length >= mostGroups) return false
    return !this.held.some(({ group }) => isSuspect(group))
  }

  /** A group that a worker died with goes alone, so that only the one at fault meets a second death. */
  canTake(group: EmbeddingGroup): boolean {
    return this.held.length === 0 || !isSuspect(group)
  }

  run(group: EmbeddingGroup): void {
    const requestId = this.nextRequestId++
    this.held.push({ requestId, group })
    if (this.held.length === 1) this.startTimer()
    this.send({ type: 'embed', requestId, texts: group.texts })
  }

  /** Lets the thread finish its groups and end by itself; ends it by force after two seconds. */
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
    const [current] = this.held
    if (current?.requestId !== message.requestId) return
    this.held.shift()
    this.startTimer()
    if (message.type === 'embedded') current.group.onDone(message.vectors)
    else this.events.onRefused(current.group, message.reason)
    this.events.onAnswered()
  }

  /** A thread that hangs is ended; its groups are then treated like those of a thread that died. */
  private startTimer(): void {
    clearTimeout(this.timer)
    if (this.held.length > 0) this.timer = setTimeout(() => void this.thread.terminate(), this.groupTimeLimit)
  }

  private leave(): void {
    const groups = this.held.splice(0).map(({ group }) => group)
    clearTimeout(this.timer)
    this.isReady = false
    if (!this.isClosing) this.events.onExit(groups, this.cause)
  }
}

function isSuspect(group: EmbeddingGroup): boolean {
  return group.attempts > 0
}
