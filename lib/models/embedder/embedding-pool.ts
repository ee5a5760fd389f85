// The worker threads behind the embedder. A thread that dies is replaced, after a pause that doubles while it keeps
// dying; the groups it held are tried once more, each alone, then fail. When no thread can be started three times in a row, waiting
// work fails too instead of hanging, and the pool goes on trying for the next.
import { AppError } from '@/lib/domain/app-error'
import { type EmbeddingGroup, EmbeddingQueue } from './embedding-queue'
import { EmbeddingWorker } from './embedding-worker'
import type { EmbedWorkerData } from './worker-messages'

export interface EmbeddingPoolSettings {
  workerPath: string
  workerCount: number
  data: EmbedWorkerData
  /** A group that takes longer than this has lost its worker. */
  groupTimeLimitMilliseconds: number
  /** Told of every worker that died; holds no text. */
  onWorkerDied?: (event: { restartInMilliseconds: number; cause: unknown }) => void
}

const firstPauseMilliseconds = 250
const longestPauseMilliseconds = 10_000
const failuresBeforeRefusing = 3
const attemptsPerGroup = 2

export class EmbeddingPool {
  private readonly queue = new EmbeddingQueue()
  private readonly workers = new Set<EmbeddingWorker>()
  private readonly restarts = new Set<NodeJS.Timeout>()
  private waitingForReady: Array<{ resolve: () => void; reject: (error: AppError) => void }> = []
  private failuresInARow = 0
  private hasAnswered = false
  private isClosed = false

  constructor(private readonly settings: EmbeddingPoolSettings) {
    for (let index = 0; index < Math.max(1, settings.workerCount); index += 1) this.startWorker()
  }

  /** Work that goes before all passages. */
  addQuestion(groups: EmbeddingGroup[]): void {
    this.add(groups, () => this.queue.addQuestion(groups))
  }

  addPassages(groups: EmbeddingGroup[]): void {
    this.add(groups, () => this.queue.addPassages(groups))
  }

  /** Forgets groups that wait. Those that a worker holds run to their end. */
  remove(groups: ReadonlySet<EmbeddingGroup>): void {
    this.queue.remove(groups)
  }

  ready(): Promise<void> {
    if (this.isClosed) return Promise.reject(closedError())
    if (this.hasAnswered) return Promise.resolve()
    return new Promise((resolve, reject) => {
      this.waitingForReady.push({ resolve, reject })
    })
  }

  async close(): Promise<void> {
    this.isClosed = true
    for (const restart of this.restarts) clearTimeout(restart)
    this.refuseWaiting(closedError())
    await Promise.all([...this.workers].map((worker) => worker.close()))
    this.workers.clear()
  }

  private add(groups: EmbeddingGroup[], enqueue: () => void): void {
    if (this.isClosed) {
      for (const group of groups) group.onFailed(closedError())
      return
    }
    enqueue()
    this.dispatch()
  }

  private startWorker(): void {
    const { workerPath, data, groupTimeLimitMilliseconds } = this.settings
    const worker: EmbeddingWorker = new EmbeddingWorker(workerPath, data, groupTimeLimitMilliseconds, {
      onReady: () => this.noteReady(),
      onAnswered: () => {
        this.failuresInARow = 0
        this.dispatch()
      },
      onExit: (groups, cause) => this.replace(worker, groups, cause),
      onRefused: (group, reason) => group.onFailed(new AppError('embedder_failed', `the model refused a text: ${reason}`)),
    })
    this.workers.add(worker)
  }

  private noteReady(): void {
    this.hasAnswered = true
    for (const { resolve } of this.waitingForReady.splice(0)) resolve()
    this.dispatch()
  }

  private dispatch(): void {
    for (;;) {
      const worker = this.leastBusy()
      const group = worker && this.queue.take((next) => worker.canTake(next))
      if (!group) return
      worker.run(group)
    }
  }

  private leastBusy(): EmbeddingWorker | null {
    let least: EmbeddingWorker | null = null
    for (const worker of this.workers) if (worker.canTakeWork && (least === null || worker.heldGroups < least.heldGroups)) least = worker
    return least
  }

  private replace(worker: EmbeddingWorker, groups: EmbeddingGroup[], cause: unknown): void {
    this.workers.delete(worker)
    if (this.isClosed) return
    this.failuresInARow += 1
    for (const group of groups.reverse()) this.retry(group, cause)
    this.dispatch()
    if (this.workers.size === 0 && this.failuresInARow >= failuresBeforeRefusing)
      this.refuseWaiting(new AppError('embedder_failed', 'no embedding worker can be started', { cause }))
    const restartInMilliseconds = Math.min(firstPauseMilliseconds * 2 ** (this.failuresInARow - 1), longestPauseMilliseconds)
    this.settings.onWorkerDied?.({ restartInMilliseconds, cause })
    const restart = setTimeout(() => {
      this.restarts.delete(restart)
      this.startWorker()
    }, restartInMilliseconds)
    this.restarts.add(restart)
  }

  private retry(group: EmbeddingGroup, cause: unknown): void {
    group.attempts += 1
    if (group.attempts < attemptsPerGroup) {
      this.queue.putBack(group)
    } else {
      group.onFailed(new AppError('embedder_failed', 'an embedding worker died twice on the same texts', { cause }))
    }
  }

  private refuseWaiting(error: AppError): void {
    this.queue.failAll(error)
    for (const { reject } of this.waitingForReady.splice(0)) reject(error)
  }
}

function closedError(): AppError {
  return new AppError('cancelled', 'the embedder was closed')
}
