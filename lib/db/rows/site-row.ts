import { z } from 'zod'
import { type SitePage, type SiteRecord, siteStatuses } from '@/lib/domain/site'
import type { Site, SitePage as SitePageRow } from '../generated/client'
import { readColumn } from './column-shape'
import { errorCodeColumn } from './error-code-column'

const checkedSite = z.object({
  status: z.enum(siteStatuses),
  errorCode: errorCodeColumn,
  limits: z.object({ depth: z.number(), maxPages: z.number(), pathPrefix: z.string(), take: z.enum(['pages', 'files', 'both']) }),
})
const checkedPage = z.object({ errorCode: errorCodeColumn })

/** A row as the rest of Docent knows it. Errors: database_failed. */
export function toSiteRecord(row: Site): SiteRecord {
  const { id, workspaceId, url, intervalHours, found, visited, added, failed } = row
  return {
    id,
    workspaceId,
    url,
    intervalHours,
    ...readColumn('A site', checkedSite, row),
    progress: { found, visited, added, failed },
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    nextAt: row.nextAt?.toISOString() ?? null,
  }
}

export function toSitePage(row: SitePageRow): SitePage {
  const { url, etag, lastModified, contentHash, documentId, depth } = row
  return { url, etag, lastModified, contentHash, documentId, depth, ...readColumn('A page of a site', checkedPage, row) }
}
