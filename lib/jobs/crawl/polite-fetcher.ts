import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, toAppError } from '@/lib/domain/app-error'
import type { WebFetcher, WebRequest, WebResponse } from '@/lib/domain/ports/web-fetcher'

export interface Politeness {
  /** Between the end of a request and the next one to the same host. */
  delayMilliseconds: number
  /** A site may ask for more, up to this. */
  maxDelayMilliseconds: number
  /** After a passing trouble, before the second and third attempt. */
  retryMilliseconds: number[]
}

export const defaultPoliteness: Politeness = { delayMilliseconds: 1000, maxDelayMilliseconds: 10_000, retryMilliseconds: [2000, 8000] }

/** Requests with a pause between any two to one host, whichever crawl makes them; troubles that pass are tried again. */
export class PoliteFetcher {
  private readonly earliest = new Map<string, number>()

  constructor(
    private readonly fetcher: WebFetcher,
    private readonly politeness: Politeness,
  ) {}

  async fetch(request: WebRequest, crawlDelaySeconds: number | null): Promise<WebResponse> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.fetchOnce(request, crawlDelaySeconds)
      } catch (thrown) {
        const error = toAppError(thrown)
        const pause = this.politeness.retryMilliseconds[attempt]
        if (pause === undefined || !error.isRetryable || error.code === 'cancelled') throw error
        await this.pause(pause, request.signal)
      }
    }
  }

  private async fetchOnce(request: WebRequest, crawlDelaySeconds: number | null): Promise<WebResponse> {
    const { host } = new URL(request.url)
    const { delayMilliseconds, maxDelayMilliseconds } = this.politeness
    const delay = Math.min(Math.max(delayMilliseconds, (crawlDelaySeconds ?? 0) * 1000), Math.max(delayMilliseconds, maxDelayMilliseconds))
    const start = Math.max(Date.now(), this.earliest.get(host) ?? 0)
    this.earliest.set(host, start + delay)
    await this.pause(start - Date.now(), request.signal)
    try {
      return await this.fetcher.fetch(request)
    } finally {
      this.earliest.set(host, Math.max(this.earliest.get(host) ?? 0, Date.now() + delay))
      this.forgetPast()
    }
  }

  private async pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    try {
      if (milliseconds > 0) await sleep(milliseconds, undefined, { signal })
      signal?.throwIfAborted()
    } catch (cause) {
      throw new AppError('cancelled', 'The crawl was stopped', { cause })
    }
  }

  private forgetPast(): void {
    if (this.earliest.size < 1000) return
    for (const [host, time] of this.earliest) if (time < Date.now()) this.earliest.delete(host)
  }
}
