const windowMilliseconds = 60_000

/** Chunks a second over the last minute of work. */
export class ChangePace {
  private readonly steps: Array<{ at: number; count: number }> = []
  private startedAt: number | null = null

  constructor(private readonly now: () => number = Date.now) {}

  note(count: number): void {
    this.startedAt ??= this.now()
    if (count > 0) this.steps.push({ at: this.now(), count })
  }

  /** After a pause or trouble it begins anew. */
  reset(): void {
    this.steps.length = 0
    this.startedAt = null
  }

  /** Null until something is known. */
  read(): number | null {
    const now = this.now()
    while (this.steps[0] !== undefined && now - this.steps[0].at > windowMilliseconds) this.steps.shift()
    if (this.startedAt === null || this.steps.length === 0) return null
    const seconds = Math.min(now - this.startedAt, windowMilliseconds) / 1000
    return seconds < 1 ? null : this.steps.reduce((sum, step) => sum + step.count, 0) / seconds
  }
}
