import type { ErrorCode } from './error-catalog'

export const siteStatuses = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type SiteStatus = (typeof siteStatuses)[number]

/** What a crawl may take. */
export interface CrawlLimits {
  /** Links followed from the first page: 0 takes that page alone. 0 to 10. */
  depth: number
  /** Pages and files taken at most. 1 to 5,000. */
  maxPages: number
  /** Only addresses whose path begins with this; "/" for the whole site. */
  pathPrefix: string
  /** What is kept: readable pages, files (PDF and the other formats), or both. Pages are followed either way. */
  take: 'pages' | 'files' | 'both'
}

/** A web address that is read, alone or with what it links to on the same site. Dates are ISO 8601 in UTC. */
export interface SiteRecord {
  id: string
  workspaceId: string
  url: string
  limits: CrawlLimits
  /** Hours between two crawls; null for once. */
  intervalHours: number | null
  status: SiteStatus
  errorCode: ErrorCode | null
  /** Of the crawl that runs or ran last. */
  progress: SiteProgress
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
  nextAt: string | null
}

export interface SiteProgress {
  /** Addresses known so far. */
  found: number
  /** Read, changed or not. */
  visited: number
  /** New or changed documents taken in. */
  added: number
  failed: number
}

/** One address of a site as it was last seen. */
export interface SitePage {
  url: string
  etag: string | null
  lastModified: string | null
  contentHash: string | null
  documentId: string | null
  errorCode: ErrorCode | null
  depth: number
}
