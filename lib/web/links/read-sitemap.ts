import { gunzipSync } from 'node:zlib'
import { parseXml, type XmlDocument, type XmlElement, XmlText } from '@rgrove/parse-xml'
import type { SitemapEntries } from '@/lib/domain/ports/web-fetcher'

const mostEntries = 10_000
/** Unpacked; the standard's own limit. A compressed bomb ends here. */
const longestSitemap = 50 * 1024 * 1024

/** Addresses of a sitemap, of an index of sitemaps, or of a plain list; also compressed. Runs in a thread of its own. */
export function readSitemapEntries(sitemap: { url: string; bytes: Uint8Array }): SitemapEntries {
  const bytes = sitemap.bytes[0] === 0x1f && sitemap.bytes[1] === 0x8b ? gunzipSync(sitemap.bytes, { maxOutputLength: longestSitemap }) : sitemap.bytes
  const text = new TextDecoder('utf-8').decode(bytes).trim()
  if (!text.startsWith('<')) return { pages: addresses(text.split(/\r?\n/, mostEntries), sitemap.url), sitemaps: [] }
  const { root } = parseXml(text, { ignoreUndefinedEntities: true })
  if (root === null) return { pages: [], sitemaps: [] }
  const locations = addresses(locationsOf(root), sitemap.url)
  return localName(root) === 'sitemapindex' ? { pages: [], sitemaps: locations } : { pages: locations, sitemaps: [] }
}

function locationsOf(root: XmlElement): string[] {
  return elementsOf(root).flatMap((entry) =>
    elementsOf(entry)
      .filter((child) => localName(child) === 'loc')
      .map(textOf),
  )
}

function elementsOf(parent: XmlElement | XmlDocument): XmlElement[] {
  return parent.children.filter((child): child is XmlElement => child.type === 'element')
}

function localName(element: XmlElement): string {
  return element.name.replace(/^.*:/, '').toLowerCase()
}

function textOf(element: XmlElement): string {
  return element.children.map((child) => (child instanceof XmlText ? child.text : '')).join('')
}

function addresses(texts: string[], base: string): string[] {
  const found = new Set<string>()
  for (const text of texts) {
    const address = text.trim()
    if (address !== '' && address.length <= 2000 && URL.canParse(address, base) && /^https?:/.test(new URL(address, base).protocol))
      found.add(new URL(address, base).href)
    if (found.size === mostEntries) break
  }
  return [...found]
}
