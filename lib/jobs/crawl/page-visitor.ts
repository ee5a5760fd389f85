import { type AppError, toAppError } from '@/lib/domain/app-error'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { PageLinks, RobotsRules, WebResponse } from '@/lib/domain/ports/web-fetcher'
import type { SitePage, SiteProgress, SiteRecord } from '@/lib/domain/site'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import type { CrawlFrontier, FrontierEntry } from './crawl-frontier'
import type { CrawlParts } from './crawl-parts'
import { deletePageDocument } from './forget-page'
import { labelAddress, normalizeAddress } from './page-address'
import { kindOfContent } from './page-content'
import { hashBytes, takeDocument } from './take-document'

export interface VisitContext {
  site: SiteRecord
  crawl: number
  frontier: CrawlFrontier
  rules: RobotsRules
  signal: AbortSignal
}

/** What may be wrong with a single page. Everything else (database, disk) is wrong with Docent and ends the crawl. */
const fileErrors: ErrorCode[] = [
  'unsupported_type',
  'undecodable_text',
  'empty_document',
  'payload_too_large',
  'password_required',
  'parse_memory_exceeded',
  'archive_refused',
  'damaged_file',
  'invalid_request',
]

/** Reads the pages of one crawl one after the other: links into the frontier, content into the library. */
export class PageVisitor {
  readonly counts: Omit<SiteProgress, 'found'> = { visited: 0, added: 0, failed: 0 }
  /** Documents of this crawl, new or not. */
  taken = 0
  /** True when pages may be missing from what this crawl has seen. */
  hasTrouble = false
  /** sha256 of what was taken, to the address: the same bytes at a second address are not a second document. */
  private readonly takenHashes = new Map<string, string>()

  constructor(
    private readonly parts: CrawlParts,
    private readonly context: VisitContext,
  ) {}

  /** `fetched`: the answer, where it is there already. Returns what was wrong with the page, if anything. */
  async visit(entry: FrontierEntry, fetched?: WebResponse): Promise<AppError | null> {
    this.context.signal.throwIfAborted()
    this.counts.visited += 1
    const left = { isElsewhere: false }
    const previous = await this.parts.sites.readPage(this.context.site.id, entry.url)
    try {
      const response = fetched ?? (await this.ask(entry, previous, left))
      await this.readAnswer(entry, response)
      return null
    } catch (thrown) {
      const error = toAppError(thrown)
      if (!error.code.startsWith('url_') && !fileErrors.includes(error.code)) throw error
      // A page that has moved to another site, or where robots.txt forbids, is not part of this site and no failure.
      if (left.isElsewhere) return null
      await this.noteFailure(entry, previous, error)
      return error
    }
  }

  private async ask(entry: FrontierEntry, previous: SitePage | null, left: { isElsewhere: boolean }): Promise<WebResponse> {
    const { rules, frontier, signal } = this.context
    const mayFollow = (target: string) => {
      const isOurs = frontier.isInside(target) && rules.isAllowed(target)
      if (!isOurs) left.isElsewhere = true
      return isOurs
    }
    const request = { url: entry.url, maxBytes: this.parts.maxBytes, signal, mayFollow }
    if (!previous || !(await this.isStillThere(previous))) return this.parts.fetcher.fetch(request, rules.crawlDelaySeconds)
    const { etag, lastModified, contentHash } = previous
    const response = await this.parts.fetcher.fetch({ ...request, etag, lastModified }, rules.crawlDelaySeconds)
    if (response.isChanged) return response
    // Nothing changed, so the links are in the bytes that were kept.
    const bytes = contentHash === null ? null : await this.parts.readOriginal(contentHash)
    if (bytes === null) return this.parts.fetcher.fetch(request, rules.crawlDelaySeconds)
    return { ...response, bytes, etag: response.etag ?? etag, lastModified: response.lastModified ?? lastModified }
  }

  /** Only then is "nothing changed" a useful answer: a document that a person deleted comes back, as the site has it. */
  private async isStillThere(page: SitePage): Promise<boolean> {
    if (page.documentId === null || page.contentHash === null) return false
    const document = await this.parts.documents.read(this.scope, page.documentId)
    return document?.contentHash === page.contentHash
  }

  private async readAnswer(entry: FrontierEntry, response: WebResponse): Promise<void> {
    const { frontier, site } = this.context
    const url = normalizeAddress(response.url)
    const isMoved = labelAddress(url) !== labelAddress(entry.url)
    if (isMoved) await this.save(entry.url, entry, response, null, null)
    if (isMoved && !frontier.claim(url)) return
    const kind = kindOfContent(response)
    const links = kind === 'page' ? await this.readLinks(response) : null
    if (links) this.follow(links, response, entry.depth)
    const isWanted = kind !== 'asset' && site.limits.take !== (kind === 'page' ? 'files' : 'pages')
    const isKept = isWanted && !links?.isNoindex && !asks(response, 'noindex') && !this.hasOtherCanonical(links, url, entry.depth)
    const contentHash = hashBytes(response.bytes)
    if (!isKept || this.isRepeated(contentHash, url)) return this.letGo(url, entry, response)
    const taken = await takeDocument(this.parts, this.scope, { ...response, url }, kind === 'page' ? 'page' : 'file')
    this.takenHashes.set(contentHash, url)
    this.taken += 1
    if (taken.isNew) this.counts.added += 1
    await this.save(url, entry, response, taken.contentHash, taken.document.id)
  }

  private async readLinks(response: WebResponse): Promise<PageLinks | null> {
    const links = await this.parts.links.readPage(response)
    if (links === null) this.hasTrouble = true
    return links
  }

  private follow(links: PageLinks, response: WebResponse, depth: number): void {
    if (links.isNofollow || asks(response, 'nofollow')) return
    for (const link of links.links) this.context.frontier.add(link, depth + 1)
  }

  /**
   * A page that names another address as the right one for its content is taken there and not here. Not believed: another
   * site, and the front page (many sites name it on every page by mistake).
   */
  private hasOtherCanonical(links: PageLinks | null, url: string, depth: number): boolean {
    const { frontier, rules } = this.context
    const canonical = links?.canonical
    if (!canonical || depth === 0 || labelAddress(canonical) === labelAddress(url)) return false
    if (!frontier.isInside(canonical) || new URL(canonical).pathname === '/' || !rules.isAllowed(canonical)) return false
    frontier.add(canonical, depth)
    return true
  }

  private isRepeated(contentHash: string, url: string): boolean {
    const first = this.takenHashes.get(contentHash)
    return first !== undefined && first !== url
  }

  /** Read, and not kept (any more). */
  private async letGo(url: string, entry: FrontierEntry, response: WebResponse): Promise<void> {
    const before = await this.parts.sites.readPage(this.context.site.id, url)
    if (before) await deletePageDocument(this.parts, { scope: this.scope, siteId: this.context.site.id }, before)
    await this.save(url, entry, response, null, null)
  }

  private async noteFailure(entry: FrontierEntry, previous: SitePage | null, error: AppError): Promise<void> {
    this.counts.failed += 1
    const isGone = error.code === 'url_not_found'
    const wasGone = previous?.errorCode === 'url_not_found'
    if (error.isRetryable || (previous !== null && !(isGone && wasGone) && previous.errorCode === null)) this.hasTrouble = true
    if (previous && isGone && wasGone) await deletePageDocument(this.parts, { scope: this.scope, siteId: this.context.site.id }, previous)
    const kept = previous && !(isGone && wasGone) ? previous : { etag: null, lastModified: null, contentHash: null, documentId: null }
    await this.parts.sites.savePage(this.context.site.id, this.context.crawl, { ...kept, url: entry.url, depth: entry.depth, errorCode: error.code })
  }

  private save(url: string, entry: FrontierEntry, response: WebResponse, contentHash: string | null, documentId: string | null): Promise<void> {
    const { etag, lastModified } = response
    const page = { url, etag, lastModified, contentHash, documentId, errorCode: null, depth: entry.depth }
    return this.parts.sites.savePage(this.context.site.id, this.context.crawl, page)
  }

  private get scope(): WorkspaceScope {
    return { workspaceId: this.context.site.workspaceId }
  }
}

function asks(response: WebResponse, word: 'noindex' | 'nofollow'): boolean {
  return (response.robotsTag ?? '').split(/[\s,:]+/).some((part) => part === word || part === 'none')
}
