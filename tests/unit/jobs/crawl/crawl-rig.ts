import { createHash } from 'node:crypto'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { DocumentRecord } from '@/lib/domain/document'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import type { CrawlLimits, SiteRecord } from '@/lib/domain/site'
import { tidySourceName } from '@/lib/http/tidy-source-name'
import { detectFormat } from '@/lib/ingest/detect-format'
import { addDocument } from '@/lib/jobs/add-document'
import type { CrawlParts } from '@/lib/jobs/crawl/crawl-parts'
import { PoliteFetcher, type Politeness } from '@/lib/jobs/crawl/polite-fetcher'
import { SiteRunner } from '@/lib/jobs/crawl/site-runner'
import { deleteDocument } from '@/lib/jobs/delete-document'
import { DocumentFeed } from '@/lib/jobs/document-feed'
import { KeyedLocks } from '@/lib/jobs/keyed-locks'
import { DiskFileStore } from '@/lib/storage/disk-file-store'
import { GuardedWebFetcher } from '@/lib/web/guarded-web-fetcher'
import { ThreadLinkReader } from '@/lib/web/links/thread-link-reader'
import { readRobots } from '@/lib/web/robots-rules'
import { openTemporaryDatabase, ours } from '../../db/temporary-database'
import { type Answer, type HostileServer, startHostileServer } from '../../web/hostile-server'

export const wholeSite: CrawlLimits = { depth: 5, maxPages: 100, pathPrefix: '/', take: 'both' }
export const html = (body: string, head = '') => `<!doctype html><html><head><title>t</title>${head}</head><body>${body}</body></html>`

/** What a path answers: text (HTML), bytes with a type, a status, or whatever the function does. */
export type Page = string | number | { type: string; bytes: Buffer | string } | Answer
export type Pages = Record<string, Page>

/** A server for a map of pages that may change between crawls; a path that is not there is 404. ETags are honoured. */
export function servePages(pages: Pages): Promise<HostileServer> {
  return startHostileServer((request, response) => {
    const page = pages[request.url ?? ''] ?? 404
    if (typeof page === 'function') return page(request, response)
    if (typeof page === 'number') return response.writeHead(page).end('no')
    const { type, bytes } = typeof page === 'string' ? { type: 'text/html', bytes: page } : page
    const etag = `"${createHash('sha256').update(bytes).digest('hex')}"`
    if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end()
    response.writeHead(200, { 'content-type': type, etag }).end(bytes)
  })
}

/** Everything real but the index and the pauses: fetcher, link thread, database, files. */
export async function openRig(servers: HostileServer[], politeness: Partial<Politeness> = {}) {
  const { documents, sites, path: file } = await openTemporaryDatabase()
  const files = await DiskFileStore.open(path.dirname(file))
  const shared = { documents, files, locks: new KeyedLocks(), feed: new DocumentFeed(), cancelWork: async () => {} }
  const index = { deleteDocument: async () => {} } as unknown as VectorIndex
  const limits = { headersMilliseconds: 500, silenceMilliseconds: 500, connectMilliseconds: 500, totalMilliseconds: 2000 }
  const fetcher = new GuardedWebFetcher({ allowPrivateAddresses: servers.map(({ host }) => host), limits })
  const links = new ThreadLinkReader({ workerPath: path.resolve('dist/workers/link-worker.mjs'), timeLimitMilliseconds: 3000 })
  const parts: CrawlParts = {
    fetcher: new PoliteFetcher(fetcher, { delayMilliseconds: 0, maxDelayMilliseconds: 0, retryMilliseconds: [], ...politeness }),
    links,
    readRobots,
    sites,
    documents,
    readOriginal: async (hash) => new Uint8Array(await new Response((await files.readOriginal(hash)).stream).arrayBuffer()),
    addDocument: (incoming) => addDocument({ ...shared, detectFormat, wakeRunner: () => {} }, ours, incoming),
    deleteDocument: (id) => deleteDocument({ ...shared, index }, ours, id),
    tidySource: tidySourceName,
    maxBytes: 1024 * 1024,
  }
  const errors: string[] = []
  const openRunner = () => new SiteRunner({ parts, onError: (_, error) => errors.push(error.code) })
  const runner = openRunner()
  onTestFinished(async () => {
    await runner.stop()
    await links.close()
    await fetcher.close()
  })
  await runner.start()

  const settled = async (id: string): Promise<SiteRecord> => {
    for (;;) {
      const site = await sites.read(ours, id)
      if (!site || (site.status !== 'running' && site.status !== 'waiting')) return site as SiteRecord
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  const start = async (url: string, more: Partial<CrawlLimits> = {}, intervalHours: number | null = null): Promise<SiteRecord> => {
    const site = await sites.create(ours, { url, limits: { ...wholeSite, ...more }, intervalHours })
    runner.wake()
    return site
  }
  return {
    parts,
    sites,
    documents,
    runner,
    openRunner,
    errors,
    settled,
    start,
    crawl: async (...wanted: Parameters<typeof start>): Promise<SiteRecord> => settled((await start(...wanted)).id),
    again: async (id: string): Promise<SiteRecord> => {
      await sites.queue(ours, id)
      runner.wake()
      return settled(id)
    },
    listAll: async (): Promise<DocumentRecord[]> => (await documents.list(ours, { limit: 500 })).documents,
    /** Labels without the host, sorted. */
    sources: async (): Promise<string[]> =>
      (await documents.list(ours, { limit: 500 })).documents.map(({ source }) => source.replace(/^127\.0\.0\.1:\d+/, '') || '/').sort(),
  }
}
