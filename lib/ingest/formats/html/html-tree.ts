import type { Element, ElementContent, Root, RootContent } from 'hast'

export type HtmlNode = Root | RootContent | ElementContent

export function childrenOf(node: HtmlNode): HtmlNode[] {
  return 'children' in node ? node.children : []
}

/** All text under a node as it stands in the source. */
export function textOf(node: HtmlNode): string {
  if (node.type === 'text') return node.value
  return childrenOf(node).map(textOf).join('')
}

/** Elements that satisfy `matches`, in document order; does not look inside a match. */
export function findElements(node: HtmlNode, matches: (element: Element) => boolean): Element[] {
  if (node.type === 'element' && matches(node)) return [node]
  return childrenOf(node).flatMap((child) => findElements(child, matches))
}

/** Tags whose content is never part of what a person reads on the page. */
const unreadTags = new Set(
  'script style template noscript head nav svg math iframe object embed canvas audio video select datalist button input textarea dialog'.split(' '),
)

/** Scripts, navigation, form controls: not part of the text, seen or not. */
export function isNeverRead(element: Element): boolean {
  return unreadTags.has(element.tagName)
}

/** True for what is never read, and for whatever the page itself marks as hidden. */
export function isUnread(element: Element): boolean {
  if (isNeverRead(element)) return true
  const { hidden, ariaHidden, style, role } = element.properties
  if ((hidden !== undefined && hidden !== null && hidden !== false) || ariaHidden === 'true' || role === 'navigation') return true
  return typeof style === 'string' && /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)
}
