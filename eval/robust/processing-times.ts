import { setTimeout as sleep } from 'node:timers/promises'
import type { AppClient } from '../running-app/app-client'

const lookMilliseconds = 250

/** How long documents are in work, seen from outside: a quarter of a second more or less. Queue time does not count; several tries add up. */
export class ProcessingTimes {
  private readonly milliseconds = new Map<string, number>()
  private readonly controller = new AbortController()
  private readonly looking: Promise<void>

  constructor(private readonly client: AppClient) {
    this.looking = this.look()
  }

  /** By document, longest first. */
  slowest(count: number): Array<{ id: string; seconds: number }> {
    const sorted = [...this.milliseconds].sort(([, a], [, b]) => b - a).slice(0, count)
    return sorted.map(([id, milliseconds]) => ({ id, seconds: milliseconds / 1000 }))
  }

  longerThan(seconds: number): string[] {
    return [...this.milliseconds].filter(([, milliseconds]) => milliseconds > seconds * 1000).map(([id]) => id)
  }

  async stop(): Promise<void> {
    this.controller.abort()
    await this.looking
  }

  private async look(): Promise<void> {
    let last = performance.now()
    while (!this.controller.signal.aborted) {
      // An app that does not answer is the watch's business.
      const inWork = await this.client.listDocuments('processing').catch(() => [])
      const now = performance.now()
      for (const { id } of inWork) this.milliseconds.set(id, (this.milliseconds.get(id) ?? 0) + now - last)
      last = now
      await sleep(lookMilliseconds, undefined, { signal: this.controller.signal }).catch(() => undefined)
    }
  }
}
