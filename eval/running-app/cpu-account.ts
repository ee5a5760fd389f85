import { type ProcessKind, readProcessTree } from './process-tree'

/** Adds up the processor time of a process and everything it starts, by kind, also of those that end meanwhile (up to the last look). */
export class CpuAccount {
  private readonly seen = new Map<number, { kind: ProcessKind; seconds: number }>()
  private timer: NodeJS.Timeout | null = null

  constructor(private readonly rootPid: number) {}

  start(everyMilliseconds = 1_000): void {
    this.timer = setInterval(() => this.look(), everyMilliseconds)
  }

  /** Seconds since the process began. */
  read(): Record<ProcessKind, number> {
    this.look()
    const sums: Record<ProcessKind, number> = { start: 0, server: 0, parser: 0, qdrant: 0, other: 0 }
    for (const { kind, seconds } of this.seen.values()) sums[kind] += seconds
    return sums
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer)
  }

  private look(): void {
    for (const { pid, kind, cpuSeconds } of readProcessTree(this.rootPid)) this.seen.set(pid, { kind, seconds: cpuSeconds })
  }
}
