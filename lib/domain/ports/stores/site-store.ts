import type { ErrorCode } from '../../error-catalog'
import type { CrawlLimits, SitePage, SiteProgress, SiteRecord, SiteStatus } from '../../site'
import type { WorkspaceScope } from '../../workspace'

export interface NewSite {
  url: string
  limits: CrawlLimits
  intervalHours: number | null
}

/** A site in work. `crawl` counts the crawls of the site, from 1. */
export interface StartedCrawl {
  site: SiteRecord
  crawl: number
}

/** Errors of every method: database_failed; `not_found` where a record must exist. */
export interface SiteStore {
  /** Creates it waiting. The same address again: its limits are replaced and it waits anew. Errors: conflict while it runs. */
  create(scope: WorkspaceScope, site: NewSite): Promise<SiteRecord>
  read(scope: WorkspaceScope, id: string): Promise<SiteRecord | null>
  /** Newest first. */
  list(scope: WorkspaceScope): Promise<SiteRecord[]>
  /** To be crawled now. Errors: not_found, conflict while it waits for that or runs. */
  queue(scope: WorkspaceScope, id: string): Promise<SiteRecord>
  /** A waiting site is not crawled after all. Errors: not_found, conflict when it is not waiting. */
  cancelWaiting(scope: WorkspaceScope, id: string): Promise<SiteRecord>
  /** Removes the site and its pages, not their documents. False when it was not there. */
  delete(scope: WorkspaceScope, id: string): Promise<boolean>

  /** Takes the site that has waited longest, or whose next crawl is due; counts the crawl. Two callers never get the same one. */
  startNext(): Promise<StartedCrawl | null>
  reportProgress(siteId: string, progress: SiteProgress): Promise<void>
  /** `nextAt`: ISO date of the next crawl, or null. */
  finish(siteId: string, outcome: { status: SiteStatus; errorCode: ErrorCode | null; nextAt: string | null }): Promise<void>
  /** At start: sites that a killed app left running wait again. */
  releaseAll(): Promise<number>

  readPage(siteId: string, url: string): Promise<SitePage | null>
  /** Failed ones first, at most `limit`. */
  listPages(siteId: string, limit: number): Promise<SitePage[]>
  /** Creates or replaces what is known of the address, as seen in this crawl. */
  savePage(siteId: string, crawl: number, page: SitePage): Promise<void>
  /** Pages that no crawl from `crawl` on has seen. */
  listUnseenPages(siteId: string, crawl: number): Promise<SitePage[]>
  deletePage(siteId: string, url: string): Promise<void>
  listDocumentIds(siteId: string): Promise<string[]>
  /** True when another page, of any site, brought the same document; without `url`, a page of another site. */
  isDocumentShared(documentId: string, except: { siteId: string; url?: string }): Promise<boolean>
}
