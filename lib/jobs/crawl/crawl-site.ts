import { AppError, toAppError } from '@/lib/domain/app-error'
import type { StartedCrawl } from '@/lib/domain/ports/stores/site-store'
import type { RobotsRules, WebResponse } from '@/lib/domain/ports/web-fetcher'
import type { SiteProgress } from '@/lib/domain/site'
import { CrawlFrontier } from './crawl-frontier'
import type { CrawlParts } from './crawl-parts'
import { forgetUnseenPages } from './forget-page'
import { loadRobots, loadSitemapPages } from './load-site-rules'
import { PageVisitor } from './page-visitor'

/** Pages read for each document that may be taken: pages that only lead to files cost requests too. */
const visitsPerDocument = 10
const fewestVisits = 200
const mostVisits = 20_000
const mostMoves = 3

/**
 * Reads one site: the start page, then breadth first what it links to on the same host, within the limits and within what
 * robots.txt allows, one request at a time. Each page that is new or changed becomes a document; the bytes that are there
 * already are recognised, so a crawl that was killed simply begins again.
 *
 * A page's document is deleted when the page is gone: twice in a row answered by 404 or 410, or not met in a crawl that
 * saw everything. "Saw everything" is strict, since one list page that fails hides all it links to: a crawl that met any
 * trouble or limit deletes nothing for not having been seen, and one that fails deletes nothing at all.
 * Errors: those of the start page and its robots.txt, database_failed and the like, cancelled.
 */
export async function crawlSite(
  parts: CrawlParts,
  { site, crawl }: StartedCrawl,
  options: { signal: AbortSignal; onProgress: (progress: SiteProgress) => Promise<void> },
): Promise<void> {
  const { signal, onProgress } = options
  const { url, rules, response } = await openStart(parts, site.url, signal)
  const frontier = new CrawlFrontier(site.limits, new URL(url).host)
  frontier.addStart(url)
  const visitor = new PageVisitor(parts, { site, crawl, frontier, rules, signal })
  const progress = () => onProgress({ found: frontier.size, ...visitor.counts })
  const start = frontier.next()
  const failure = start && (await visitor.visit(start, response))
  if (site.limits.depth === 0) requireDocument(visitor, failure)
  let isComplete = true
  if (site.limits.depth > 0) {
    const sitemap = await loadSitemapPages(parts, url, rules, signal)
    isComplete = sitemap.isComplete
    for (const page of sitemap.pages) frontier.add(page, 1)
  }
  await progress()
  const visits = Math.min(mostVisits, Math.max(fewestVisits, site.limits.maxPages * visitsPerDocument))
  for (let entry = frontier.next(); entry !== null; entry = frontier.next()) {
    if (visitor.taken >= site.limits.maxPages || visitor.counts.visited >= visits) {
      isComplete = false
      break
    }
    if (!rules.isAllowed(entry.url)) continue
    await visitor.visit(entry)
    await progress()
  }
  if (isComplete && !frontier.isCut && !visitor.hasTrouble)
    await forgetUnseenPages(parts, { scope: { workspaceId: site.workspaceId }, siteId: site.id }, crawl, signal)
}

/** Where one page is all that was asked for, a crawl that could not take it has failed. */
function requireDocument(visitor: PageVisitor, failure: AppError | null): void {
  if (failure) throw failure
  if (visitor.taken === 0) throw new AppError('url_refused', 'The page asks not to be kept, or is not of the wanted kind')
}

/**
 * The start page and the rules of its host. A site that has moved to another name (mostly to or from "www.") is followed
 * there, but only after asking the new host's robots.txt. Its errors end the crawl: there is nothing else to begin with.
 */
async function openStart(parts: CrawlParts, siteUrl: string, signal: AbortSignal): Promise<{ url: string; rules: RobotsRules; response: WebResponse }> {
  let url = siteUrl
  for (let moves = 0; moves <= mostMoves; moves += 1) {
    const rules = await loadRobots(parts, url, signal)
    if (!rules.isAllowed(url)) throw new AppError('url_refused', 'robots.txt asks programs to stay away')
    const moved: { to: string | null } = { to: null }
    const mayFollow = (target: string) => {
      const isHere = new URL(target).host === new URL(url).host && rules.isAllowed(target)
      if (!isHere) moved.to = target
      return isHere
    }
    try {
      const response = await parts.fetcher.fetch({ url, maxBytes: parts.maxBytes, signal, mayFollow }, rules.crawlDelaySeconds)
      return { url: response.url, rules, response }
    } catch (thrown) {
      if (moved.to === null || new URL(moved.to).host === new URL(url).host) throw toAppError(thrown)
      url = moved.to
    }
  }
  throw new AppError('url_redirects', 'The site moves on and on')
}
