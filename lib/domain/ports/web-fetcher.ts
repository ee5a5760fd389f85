export interface WebRequest {
  url: string
  /** For asking whether it changed since. */
  etag?: string | null
  lastModified?: string | null
  maxBytes: number
  signal?: AbortSignal
  /** Asked before each redirect is followed; refusing ends the request with url_refused. */
  mayFollow?: (url: string) => boolean
}

export interface WebResponse {
  /** After redirects. */
  url: string
  /** False when the server says that nothing changed; then there is no body. */
  isChanged: boolean
  contentType: string | null
  /** A file name the server gives, untrusted. */
  fileName: string | null
  etag: string | null
  lastModified: string | null
  /** What the server asks of programs that keep pages: the `X-Robots-Tag` header, lower case. */
  robotsTag: string | null
  bytes: Uint8Array
}

/**
 * Reads addresses of the public web and no others: a name is resolved first, every address it stands for is checked, and
 * the connection goes to the address that was checked, again for every redirect.
 * Errors: url_refused, url_not_found, url_unreachable (retryable), url_too_large, url_redirects, url_timed_out, cancelled.
 */
export interface WebFetcher {
  /** Throws url_refused at once for an address that is wrong on its face; says nothing about names that must be resolved. */
  check(url: string): void
  fetch(request: WebRequest): Promise<WebResponse>
  close(): Promise<void>
}

/** What a page says to those who follow links. Addresses are absolute, http or https. */
export interface PageLinks {
  /** In the order of the page, without those marked `nofollow`; at most 5,000. */
  links: string[]
  canonical: string | null
  /** The page asks not to be kept. */
  isNoindex: boolean
  /** The page asks that its links not be followed. */
  isNofollow: boolean
}

/** `pages` are addresses, `sitemaps` further sitemaps; each at most 10,000. */
export interface SitemapEntries {
  pages: string[]
  sitemaps: string[]
}

/**
 * Reads what strangers wrote for programs, with a limit on time and memory; null for what goes over it or cannot be read.
 * Errors: cancelled after `close`.
 */
export interface LinkReader {
  readPage(page: { url: string; bytes: Uint8Array; contentType: string | null }): Promise<PageLinks | null>
  readSitemap(sitemap: { url: string; bytes: Uint8Array }): Promise<SitemapEntries | null>
  close(): Promise<void>
}

/** What a site's robots.txt asks of Docent. */
export interface RobotsRules {
  isAllowed(url: string): boolean
  crawlDelaySeconds: number | null
  sitemaps: string[]
}
