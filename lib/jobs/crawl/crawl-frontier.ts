import type { CrawlLimits } from '@/lib/domain/site'
import { isUnwanted, labelAddress, normalizeAddress } from './page-address'

export interface FrontierEntry {
  url: string
  depth: number
}

/** A link farm makes addresses faster than they can be read: past this no more are remembered. */
const mostKnown = 50_000
const longestAddress = 2000

/** The addresses a crawl knows and has yet to read, nearest to the start first. Each is handed out once, however it is spelt. */
export class CrawlFrontier {
  private readonly known = new Set<string>()
  private waiting: FrontierEntry[] = []
  private position = 0
  /** True when there were more addresses than are remembered. */
  isCut = false

  constructor(
    private readonly limits: CrawlLimits,
    private readonly host: string,
  ) {}

  get size(): number {
    return this.known.size
  }

  /** The first address; the limits do not apply to it. */
  addStart(url: string): void {
    this.push(normalizeAddress(url), 0)
  }

  add(address: string, depth: number): void {
    if (depth > this.limits.depth || address.length > longestAddress || !this.isInside(address)) return
    const url = normalizeAddress(address)
    if (this.known.has(labelAddress(url)) || isUnwanted(url, this.limits.take)) return
    if (this.known.size >= mostKnown) this.isCut = true
    else this.push(url, depth)
  }

  /** True for an address of the site and of the wanted part of it. */
  isInside(address: string): boolean {
    const url = new URL(address)
    return url.host === this.host && /^https?:$/.test(url.protocol) && url.pathname.startsWith(this.limits.pathPrefix)
  }

  /** True when the address is new: a redirect has led to it, and it need not be asked for again. */
  claim(address: string): boolean {
    const label = labelAddress(address)
    if (this.known.has(label)) return false
    this.known.add(label)
    return true
  }

  next(): FrontierEntry | null {
    const entry = this.waiting[this.position] ?? null
    if (entry) this.position += 1
    // What was handed out is let go now and then, not at every step.
    if (this.position > 1000) {
      this.waiting = this.waiting.slice(this.position)
      this.position = 0
    }
    return entry
  }

  private push(url: string, depth: number): void {
    this.known.add(labelAddress(url))
    this.waiting.push({ url, depth })
  }
}
