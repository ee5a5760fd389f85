export interface TimeLimits {
  /** For a file without pages, and for the time between two pages. */
  baseMilliseconds: number
  /** More for each page of a file that has pages. */
  pageMilliseconds: number
  /** Whatever the file says of its pages. */
  mostMilliseconds: number
}

/**
 * The wall time of one file. It grows with the pages, since a scanned book of 500 pages honestly takes longer than a letter; that
 * a file says it has a million pages gains it nothing, for a page must be done within the base time.
 */
export class ParseDeadline {
  private readonly begunAt = Date.now()
  private timer: NodeJS.Timeout
  private done = -1

  constructor(
    private readonly limits: TimeLimits,
    private readonly onExpired: () => void,
  ) {
    this.timer = setTimeout(onExpired, limits.baseMilliseconds)
  }

  notePages({ done, total }: { done: number; total: number }): void {
    if (done <= this.done || done > total) return
    this.done = done
    const { baseMilliseconds, pageMilliseconds, mostMilliseconds } = this.limits
    const whole = Math.min(baseMilliseconds + total * pageMilliseconds, mostMilliseconds) - (Date.now() - this.begunAt)
    clearTimeout(this.timer)
    this.timer = setTimeout(this.onExpired, Math.max(0, Math.min(baseMilliseconds, whole)))
  }

  clear(): void {
    clearTimeout(this.timer)
  }
}
