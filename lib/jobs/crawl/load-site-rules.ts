import { toAppError } from '@/lib/domain/app-error'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { RobotsRules } from '@/lib/domain/ports/web-fetcher'
import type { CrawlParts } from './crawl-parts'

const longestRobots = 1024 * 1024
const longestSitemap = 10 * 1024 * 1024
const mostSitemaps = 20
const mostEntries = 20_000

/** Answers after which a site counts as one without a robots.txt (RFC 9309, 2.3.1.3). */
const withoutRobots: ErrorCode[] = ['url_not_found', 'url_refused', 'url_redirects', 'url_too_large']

/**
 * What the site's robots.txt asks. Missing or withheld (4xx): all is allowed. A server that cannot say (5xx, no answer):
 * the site is left alone. Errors: url_unreachable, url_timed_out, cancelled.
 */
export async function loadRobots(parts: CrawlParts, siteUrl: string, signal: AbortSignal): Promise<RobotsRules> {
  const url = new URL('/robots.txt', siteUrl).href
  try {
    const { bytes } = await parts.fetcher.fetch({ url, maxBytes: longestRobots, signal }, null)
    return parts.readRobots(url, new TextDecoder('utf-8').decode(bytes))
  } catch (thrown) {
    const error = toAppError(thrown)
    if (withoutRobots.includes(error.code)) return parts.readRobots(url, '')
    throw error
  }
}

export interface SitemapPages {
  pages: string[]
  /** False when a sitemap could not be read now, or held more than is taken: pages may be missing. */
  isComplete: boolean
}

/** Pages of the sitemaps that robots.txt names, else of /sitemap.xml; indexes are followed. Only those of the site's own host. */
export async function loadSitemapPages(parts: CrawlParts, siteUrl: string, rules: RobotsRules, signal: AbortSignal): Promise<SitemapPages> {
  const { host } = new URL(siteUrl)
  const named = rules.sitemaps.length > 0 ? rules.sitemaps : [new URL('/sitemap.xml', siteUrl).href]
  const isOurs = (url: string) => URL.canParse(url) && new URL(url).host === host
  const waiting = named.filter(isOurs)
  const known = new Set(waiting)
  const pages = new Set<string>()
  let isComplete = true
  for (let count = 0; waiting.length > 0 && pages.size < mostEntries; count += 1) {
    if (count === mostSitemaps) return { pages: [...pages], isComplete: false }
    const url = waiting.shift() ?? ''
    const entries = await readSitemap(parts, url, rules, signal)
    if (entries === 'unreadable') isComplete = false
    else {
      for (const page of entries.pages.slice(0, mostEntries - pages.size)) pages.add(page)
      for (const next of entries.sitemaps.filter((sitemap) => isOurs(sitemap) && !known.has(sitemap))) {
        known.add(next)
        waiting.push(next)
      }
    }
  }
  return { pages: [...pages], isComplete: isComplete && pages.size < mostEntries }
}

async function readSitemap(parts: CrawlParts, url: string, rules: RobotsRules, signal: AbortSignal) {
  const nothing = { pages: [] as string[], sitemaps: [] as string[] }
  if (!rules.isAllowed(url)) return nothing
  try {
    const { bytes } = await parts.fetcher.fetch({ url, maxBytes: longestSitemap, signal }, rules.crawlDelaySeconds)
    return (await parts.links.readSitemap({ url, bytes })) ?? 'unreadable'
  } catch (thrown) {
    const error = toAppError(thrown)
    if (!error.code.startsWith('url_')) throw error
    return error.code === 'url_not_found' ? nothing : 'unreadable'
  }
}
