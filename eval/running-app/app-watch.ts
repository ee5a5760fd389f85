import { setTimeout as sleep } from 'node:timers/promises'
import type { AppClient } from './app-client'
import { type ProcessKind, readProcessTree } from './process-tree'
import type { StartedApp } from './start-app'

export interface WatchReport {
  /** Most resident memory that one process of a kind ever held, in bytes, and how many processes of it there were, one after the other or at once. */
  processes: Partial<Record<ProcessKind, { peakBytes: number; count: number }>>
  /** Most that all processes held at one moment. */
  peakTotalBytes: number
  /** How often the health was asked for, and every answer that was not ok. */
  healthChecks: number
  unhealthy: string[]
  /** The app, its web server or its Qdrant ended while it was watched. */
  deaths: string[]
}

const sampleMilliseconds = 200
const healthMilliseconds = 2_000
/** A busy machine answers late; one that takes longer than this is as good as dead to a person. */
const healthLimitMilliseconds = 30_000
/** They live as long as the app. Parser processes are meant to end. */
const lasting: ProcessKind[] = ['start', 'server', 'qdrant']

/** Looks at the app from outside while it works: its processes by the kernel's account, its health by its own. */
export class AppWatch {
  private readonly report: WatchReport = { processes: {}, peakTotalBytes: 0, healthChecks: 0, unhealthy: [], deaths: [] }
  private readonly known = new Map<number, ProcessKind>()
  private readonly gone = new Set<number>()
  private readonly timer: NodeJS.Timeout
  private readonly controller = new AbortController()
  private readonly asking: Promise<void>

  constructor(
    private readonly app: StartedApp,
    private readonly client: AppClient,
  ) {
    this.timer = setInterval(() => this.sample(), sampleMilliseconds)
    this.asking = this.askForHealth()
  }

  /** Stop before the app is stopped. */
  async stop(): Promise<WatchReport> {
    this.sample()
    clearInterval(this.timer)
    this.controller.abort()
    await this.asking
    return this.report
  }

  private sample(): void {
    const processes = readProcessTree(this.app.pid)
    for (const { pid, kind, peakBytes } of processes) {
      const before = this.report.processes[kind] ?? { peakBytes: 0, count: 0 }
      // A process is seen under its parent's name for a moment before it becomes itself.
      const count = before.count + (this.known.get(pid) === kind ? 0 : 1)
      this.report.processes[kind] = { peakBytes: Math.max(before.peakBytes, peakBytes), count }
      this.known.set(pid, kind)
    }
    const total = processes.reduce((sum, { residentBytes }) => sum + residentBytes, 0)
    this.report.peakTotalBytes = Math.max(this.report.peakTotalBytes, total)
    this.noteDeaths(new Set(processes.map(({ pid }) => pid)))
  }

  private noteDeaths(alive: Set<number>): void {
    for (const [pid, kind] of this.known) {
      if (alive.has(pid) || this.gone.has(pid)) continue
      this.gone.add(pid)
      if (lasting.includes(kind)) this.report.deaths.push(`${kind} (process ${pid})`)
    }
  }

  private async askForHealth(): Promise<void> {
    while (!this.controller.signal.aborted) {
      const health = await this.client.readHealth(healthLimitMilliseconds)
      this.report.healthChecks += 1
      if (health !== 'ok') this.report.unhealthy.push(health)
      await sleep(healthMilliseconds, undefined, { signal: this.controller.signal }).catch(() => undefined)
    }
  }
}

export function formatProcesses({ processes, peakTotalBytes }: WatchReport): string {
  const rows = Object.entries(processes).map(([kind, { peakBytes, count }]) => `| ${kind} | ${count} | ${toMegabytes(peakBytes)} |`)
  return ['| process | seen | peak resident MB of one |', '| --- | --- | --- |', ...rows, `| all at one moment | | ${toMegabytes(peakTotalBytes)} |`].join('\n')
}

function toMegabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(0)
}
