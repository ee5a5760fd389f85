import type { Element, Root } from 'hast'
import { childrenOf, findElements, type HtmlNode, isUnread } from './html-tree'

/**
 * Share of the page's readable text that `<main>` or `<article>` must hold to stand for the page. Below it, the element
 * is a teaser or a widget and the page is read whole.
 */
const smallestShare = 0.4
const sideTags = new Set(['aside', 'footer'])

/** The part of a page that is its content: its main element where there is a credible one, else all but sidebars and footers. */
export function selectMainContent(tree: Root): Root {
  const total = readableLength(tree)
  const mains = findElements(tree, (element) => element.tagName === 'main' || element.properties.role === 'main')
  for (const candidates of [mains, findElements(tree, (element) => element.tagName === 'article')]) {
    const length = candidates.reduce((sum, candidate) => sum + readableLength(candidate), 0)
    if (length > 0 && length >= total * smallestShare) return withoutSides({ type: 'root', children: candidates })
  }
  return withoutSides(tree)
}

function withoutSides(tree: Root): Root {
  return { type: 'root', children: tree.children.flatMap((child) => prune(child)) } as Root
}

function prune(node: HtmlNode): HtmlNode[] {
  if (node.type !== 'element') return [node]
  if (sideTags.has(node.tagName) || node.properties.role === 'contentinfo' || node.properties.role === 'complementary') return []
  const children = node.children.flatMap((child) => prune(child)) as Element['children']
  return [{ ...node, children }]
}

function readableLength(node: HtmlNode): number {
  if (node.type === 'text') return node.value.trim().length
  if (node.type === 'element' && (isUnread(node) || sideTags.has(node.tagName))) return 0
  return childrenOf(node).reduce((sum, child) => sum + readableLength(child), 0)
}
