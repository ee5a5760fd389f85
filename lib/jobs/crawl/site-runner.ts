import { type AppError, toAppError } from '@/lib/domain/app-error'
import type { StartedCrawl } from '@/lib/domain/ports/stores/site-store'
import type { SiteStatus } from '@/lib/domain/site'
import type { CrawlParts } from './crawl-parts'
import { crawlSite } from './crawl-site'

export interface SiteRunnerOptions {
  parts: CrawlParts
  onError: (place: string, error: AppError) => void
  /** Sites read at the same time: one large site must not keep a single page waiting. Default 4. */
  concurrency?: number
  now?: () => Date
}

/** How often a crawl that is due by the clock is looked for. What a person starts is told by `wake`. */
const pollMilliseconds = 15_000
const hourMilliseconds = 3_600_000

interface RunningCrawl {
  controller: AbortController
  /** Set when a person stops it; otherwise an abort means that the app goes down and the crawl begins again later. */
  isCancelled: boolean
  settled: Promise<void>
}

/**
 * Crawls sites whose turn it is: those that wait, and those whose next crawl is due. Everything it knows is in the
 * database; a killed app leaves sites `running`, and the next start lets them wait again.
 */
export class SiteRunner {
  private readonly running = new Map<string, RunningCrawl>()
  private timer: NodeJS.Timeout | undefined
  private filling: Promise<void> | null = null
  private wakeAgain = false
  private isStopped = true

  constructor(private readonly options: SiteRunnerOptions) {}

  async start(): Promise<void> {
    await this.options.parts.sites.releaseAll()
    this.isStopped = false
    this.timer = setInterval(() => this.wake(), pollMilliseconds)
    this.timer.unref()
    this.wake()
  }

  wake(): void {
    if (this.filling) {
      this.wakeAgain = true
      return
    }
    this.filling = this.fill().finally(() => {
      this.filling = null
      if (!this.wakeAgain) return
      this.wakeAgain = false
      this.wake()
    })
  }

  /** Ends the crawl of a site; false when none runs. Resolves when nothing of it runs any more. */
  async cancel(siteId: string): Promise<boolean> {
    await this.filling
    const crawl = this.running.get(siteId)
    if (!crawl) return false
    crawl.isCancelled = true
    crawl.controller.abort()
    await crawl.settled
    return true
  }

  async stop(): Promise<void> {
    this.isStopped = true
    clearInterval(this.timer)
    await this.filling
    for (const crawl of this.running.values()) crawl.controller.abort()
    await Promise.all([...this.running.values()].map(({ settled }) => settled))
  }

  private async fill(): Promise<void> {
    try {
      while (!this.isStopped && this.running.size < (this.options.concurrency ?? 4)) {
        const started = await this.options.parts.sites.startNext()
        if (!started) return
        this.launch(started)
      }
    } catch (thrown) {
      this.options.onError('looking for sites to crawl', toAppError(thrown, 'database_failed'))
    }
  }

  private launch(started: StartedCrawl): void {
    const { id } = started.site
    const crawl: RunningCrawl = { controller: new AbortController(), isCancelled: false, settled: Promise.resolve() }
    this.running.set(id, crawl)
    crawl.settled = this.run(started, crawl).finally(() => {
      this.running.delete(id)
      this.wake()
    })
  }

  private async run(started: StartedCrawl, crawl: RunningCrawl): Promise<void> {
    const { parts, onError } = this.options
    const { id } = started.site
    const finish = async (status: SiteStatus, error: AppError | null) => {
      const isPutOff = status === 'waiting'
      await parts.sites.finish(id, { status, errorCode: error?.code ?? null, nextAt: isPutOff ? null : this.nextCrawl(started) })
    }
    try {
      await crawlSite(parts, started, { signal: crawl.controller.signal, onProgress: (progress) => parts.sites.reportProgress(id, progress) })
      await finish('done', null)
    } catch (thrown) {
      const error = toAppError(thrown)
      const wasStopped = crawl.controller.signal.aborted
      if (!wasStopped) onError(`crawling site ${id}`, error)
      const outcome = wasStopped ? finish(crawl.isCancelled ? 'cancelled' : 'waiting', null) : finish('failed', error)
      await outcome.catch((cause: unknown) => onError(`putting away site ${id}`, toAppError(cause, 'database_failed')))
    }
  }

  private nextCrawl({ site }: StartedCrawl): string | null {
    if (site.intervalHours === null) return null
    const now = this.options.now?.() ?? new Date()
    return new Date(now.getTime() + site.intervalHours * hourMilliseconds).toISOString()
  }
}
