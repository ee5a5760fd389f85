// A thread that reads links of web pages and sitemaps; whoever started it ends it when one takes too long.
import { parentPort } from 'node:worker_threads'
import type { LinkReply, LinkRequest } from '@/lib/web/links/link-messages'
import { readPageLinks } from '@/lib/web/links/read-page-links'
import { readSitemapEntries } from '@/lib/web/links/read-sitemap'

if (!parentPort) throw new Error('link-worker runs as a worker thread only')
const port = parentPort

function answer(request: LinkRequest): LinkReply {
  try {
    return request.kind === 'page' ? { kind: 'page', links: readPageLinks(request) } : { kind: 'sitemap', entries: readSitemapEntries(request) }
  } catch {
    // Whatever is wrong with it is a stranger's doing, and to the crawl it holds no links.
    return request.kind === 'page' ? { kind: 'page', links: null } : { kind: 'sitemap', entries: null }
  }
}

port.on('message', (request: LinkRequest) => port.postMessage(answer(request)))
port.postMessage({ kind: 'ready' } satisfies LinkReply)
