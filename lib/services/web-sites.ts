import { join } from 'node:path'
import type { Settings } from '@/lib/config/settings'
import { AppError, toAppError } from '@/lib/domain/app-error'
import type { FileStore } from '@/lib/domain/ports/file-store'
import type { NewSite } from '@/lib/domain/ports/stores/site-store'
import type { SitePage, SiteRecord } from '@/lib/domain/site'
import { uploadLimits } from '@/lib/domain/upload-limits'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { reportError } from '@/lib/http/report-error'
import { tidySourceName } from '@/lib/http/tidy-source-name'
import type { CrawlParts } from '@/lib/jobs/crawl/crawl-parts'
import { normalizeAddress } from '@/lib/jobs/crawl/page-address'
import { defaultPoliteness, PoliteFetcher } from '@/lib/jobs/crawl/polite-fetcher'
import { SiteRunner } from '@/lib/jobs/crawl/site-runner'
import { GuardedWebFetcher } from '@/lib/web/guarded-web-fetcher'
import { ThreadLinkReader } from '@/lib/web/links/thread-link-reader'
import { readRobots } from '@/lib/web/robots-rules'

const listedPages = 200

type LibraryParts = Pick<CrawlParts, 'sites' | 'documents' | 'addDocument' | 'deleteDocument'> & { files: FileStore }

export type WebSites = Awaited<ReturnType<typeof startWebSites>>

/** Web addresses that are read into the library: the crawls run from here until `stop`. */
export async function startWebSites(settings: Settings, library: LibraryParts, scope: WorkspaceScope) {
  const fetcher = new GuardedWebFetcher({ allowPrivateAddresses: settings.allowedWebHosts })
  const links = new ThreadLinkReader({ workerPath: join(settings.workersDirectory, 'link-worker.mjs') })
  const { sites } = library
  const parts: CrawlParts = {
    ...library,
    fetcher: new PoliteFetcher(fetcher, defaultPoliteness),
    links,
    readRobots,
    readOriginal: (contentHash) => readOriginal(library.files, contentHash),
    tidySource: tidySourceName,
    maxBytes: uploadLimits.maxFileBytes,
  }
  const runner = new SiteRunner({ parts, onError: reportError })
  await runner.start()

  async function read(id: string): Promise<SiteRecord> {
    const site = await sites.read(scope, id)
    if (!site) throw new AppError('not_found', 'No such site')
    return site
  }

  async function cancel(id: string): Promise<SiteRecord> {
    await read(id)
    if (!(await runner.cancel(id))) await sites.cancelWaiting(scope, id)
    return read(id)
  }

  return {
    list: (): Promise<SiteRecord[]> => sites.list(scope),
    /** Errors: url_refused, conflict while the same address is being read. */
    async add(site: NewSite): Promise<SiteRecord> {
      fetcher.check(site.url)
      const added = await sites.create(scope, { ...site, url: normalizeAddress(site.url) })
      runner.wake()
      return added
    },
    async readWithPages(id: string): Promise<{ site: SiteRecord; pages: SitePage[] }> {
      return { site: await read(id), pages: await sites.listPages(id, listedPages) }
    },
    async crawl(id: string): Promise<SiteRecord> {
      const site = await sites.queue(scope, id)
      runner.wake()
      return site
    },
    cancel,
    /** The site goes last: a deletion that was interrupted can be asked for again. Documents that another site brought too stay. */
    async delete(id: string, documents: 'keep' | 'delete'): Promise<void> {
      const { status } = await read(id)
      if (status === 'running' || status === 'waiting') await cancel(id).catch(ignoreConflict)
      const brought = documents === 'delete' ? await sites.listDocumentIds(id) : []
      for (const documentId of brought) if (await isOnlyOf(id, documentId)) await library.deleteDocument(documentId)
      await sites.delete(scope, id)
    },
    async stop(): Promise<void> {
      await runner.stop()
      await links.close()
      await fetcher.close()
    },
  }

  async function isOnlyOf(siteId: string, documentId: string): Promise<boolean> {
    if (await sites.isDocumentShared(documentId, { siteId })) return false
    return (await library.documents.read(scope, documentId))?.origin === 'web'
  }
}

/** The crawl ended by itself in the same moment. */
function ignoreConflict(error: unknown): void {
  if (toAppError(error).code !== 'conflict') throw error
}

async function readOriginal(files: FileStore, contentHash: string): Promise<Uint8Array | null> {
  try {
    const { stream } = await files.readOriginal(contentHash)
    return new Uint8Array(await new Response(stream).arrayBuffer())
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code === 'original_missing') return null
    throw error
  }
}
