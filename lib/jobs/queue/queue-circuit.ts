import type { QueueState } from '@/lib/domain/document'
import type { ErrorCode } from '@/lib/domain/error-catalog'

const firstWaitMilliseconds = 1_000
const longestWaitMilliseconds = 60_000

/**
 * Keeps the whole queue waiting while its surroundings are in trouble: Qdrant away, a disk full. Without it a thousand
 * documents would each be read in vain, again and again. After a wait that doubles up to a minute one document may try;
 * only when it gets through do the others follow. It waits as long as it takes: nothing fails for another's trouble.
 */
export class QueueCircuit {
  private current: { code: ErrorCode; waits: number; until: number } | null = null

  constructor(private readonly now: () => number = Date.now) {}

  /** Notes trouble; returns the milliseconds to wait. Two documents struck by the same trouble count once. */
  trip(code: ErrorCode): number {
    const isStillWaiting = this.current !== null && this.now() < this.current.until
    if (this.current === null || !isStillWaiting) {
      const waits = this.current?.waits ?? 0
      this.current = { code, waits: waits + 1, until: this.now() + Math.min(longestWaitMilliseconds, firstWaitMilliseconds * 2 ** waits) }
    }
    return this.current.until - this.now()
  }

  /** All is well, or a person says so. Returns whether there was trouble. */
  close(): boolean {
    const wasOpen = this.current !== null
    this.current = null
    return wasOpen
  }

  get trouble(): QueueState['trouble'] {
    return this.current && { code: this.current.code, retryAt: new Date(this.current.until).toISOString() }
  }

  /** How many documents may be in work at a time: all, one that tries, or none. */
  limit(all: number): number {
    if (this.current === null) return all
    return this.now() < this.current.until ? 0 : 1
  }
}
