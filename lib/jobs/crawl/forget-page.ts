import type { SitePage } from '@/lib/domain/site'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import type { CrawlParts } from './crawl-parts'

interface PageOfSite {
  scope: WorkspaceScope
  siteId: string
}

/** Deletes the document a page brought, unless another page brought it too or a person has put their own in its place. */
export async function deletePageDocument(parts: CrawlParts, { scope, siteId }: PageOfSite, page: SitePage): Promise<void> {
  if (page.documentId === null) return
  const document = await parts.documents.read(scope, page.documentId)
  if (document?.origin !== 'web') return
  if (await parts.sites.isDocumentShared(page.documentId, { siteId, url: page.url })) return
  await parts.deleteDocument(page.documentId)
}

/** After a complete crawl: what it has not seen any more is gone from the site, and so from the library. */
export async function forgetUnseenPages(parts: CrawlParts, site: PageOfSite, crawl: number, signal: AbortSignal): Promise<void> {
  for (const page of await parts.sites.listUnseenPages(site.siteId, crawl)) {
    signal.throwIfAborted()
    await deletePageDocument(parts, site, page)
    await parts.sites.deletePage(site.siteId, page.url)
  }
}
