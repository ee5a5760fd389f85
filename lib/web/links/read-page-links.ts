import type { Element, Root, RootContent } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import type { PageLinks } from '@/lib/domain/ports/web-fetcher'

const mostLinks = 5000
const longestAddress = 2000
const robotNames = new Set(['robots', 'docent'])

/** Links, canonical address and wishes of a page. Runs in a thread of its own: a hostile page may take any time. */
export function readPageLinks(page: { url: string; bytes: Uint8Array; contentType: string | null }): PageLinks {
  const elements = listElements(fromHtml(decodePage(page.bytes, page.contentType)))
  const base =
    absoluteAddress(
      attribute(
        elements.find(({ tagName }) => tagName === 'base'),
        'href',
      ),
      page.url,
    ) ?? page.url
  const links = new Set<string>()
  for (const element of elements) {
    if (element.tagName !== 'a' && element.tagName !== 'area') continue
    if (relations(element).includes('nofollow')) continue
    const link = absoluteAddress(attribute(element, 'href'), base)
    if (link !== null) links.add(link)
    if (links.size === mostLinks) break
  }
  const canonical = elements.find((element) => element.tagName === 'link' && relations(element).includes('canonical'))
  const wishes = elements.filter(isRobotsMeta).map((element) => attribute(element, 'content').toLowerCase())
  const asks = (word: string) => wishes.some((wish) => wish.split(/[\s,]+/).some((part) => part === word || part === 'none'))
  return { links: [...links], canonical: absoluteAddress(attribute(canonical, 'href'), base), isNoindex: asks('noindex'), isNofollow: asks('nofollow') }
}

/** All elements in document order, without recursion: the nesting is a stranger's. */
function listElements(tree: Root): Element[] {
  const elements: Element[] = []
  const waiting: RootContent[] = [...tree.children].reverse()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type !== 'element') continue
    elements.push(node)
    for (let index = node.children.length - 1; index >= 0; index -= 1) {
      const child = node.children[index]
      if (child) waiting.push(child)
    }
  }
  return elements
}

function attribute(element: Element | undefined, name: string): string {
  const value = element?.properties[name]
  return typeof value === 'string' ? value.trim() : ''
}

function relations(element: Element): string[] {
  const { rel } = element.properties
  return Array.isArray(rel) ? rel.map((word) => String(word).toLowerCase()) : []
}

function isRobotsMeta(element: Element): boolean {
  return element.tagName === 'meta' && robotNames.has(attribute(element, 'name').toLowerCase())
}

function absoluteAddress(href: string, base: string): string | null {
  if (href === '' || href.length > longestAddress || !URL.canParse(href, base)) return null
  const url = new URL(href, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  url.hash = ''
  return url.href.length > longestAddress ? null : url.href
}

/** Loosely: addresses are ASCII but for Hangul in old pages, and a wrong guess loses a link, never a document's text. */
function decodePage(bytes: Uint8Array, contentType: string | null): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 2048)).toString('latin1')
  const label = /charset\s*=\s*["']?([\w-]+)/i.exec(contentType ?? '')?.[1] ?? /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    // A name that no browser knows.
    return new TextDecoder('utf-8').decode(bytes)
  }
}
