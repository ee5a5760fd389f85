import type { Element, Root } from 'hast'
import { countReadable } from '../../../text/count-readable'
import { childrenOf, type HtmlNode, isNeverRead } from '../html-tree'
import { hidingWay } from './hiding-ways'
import { beginInk, type Ink, inkOf, isUnseen } from './ink'
import { isAnimated } from './is-animated'
import type { Place } from './match-selector'
import { type ElementStyle, PageStyles, type StyleSources } from './page-styles'
import { readInlineStyle } from './style-declarations'

/*
 * Takes out of a page what it keeps from a reader's eyes: hidden, not displayed, without opacity or size, cut away, far outside the
 * window, in the colour of the ground; by attributes and by the style sheets that come with the page. Text that somebody can see
 * must never be lost, so doubt counts as seen: what a rule for another screen, for what is pointed at, or of a kind that is not
 * followed may show, what an animation moves, and, where it is a style sheet that hides, what the page's scripts may switch on. No
 * browser is run for it: it would take seconds a page and show what the page wants a browser to see.
 */

export interface SeenTree {
  tree: Root
  /** Letters and digits that were taken out. */
  hiddenCharacters: number
}

export function removeHidden(tree: Root, sources: StyleSources = {}): SeenTree {
  const styles = new PageStyles(tree, sources)
  let hiddenCharacters = 0
  const dropped = (node: HtmlNode): HtmlNode[] => {
    hiddenCharacters += countReadable(readableText(node))
    return []
  }
  const prune = (node: HtmlNode, above: Place | null, siblings: Element[], ink: Ink): HtmlNode[] => {
    if (node.type === 'text') return isUnseen(ink) ? dropped(node) : [node]
    if (node.type !== 'element' || isNeverRead(node)) return [node]
    const place: Place = { element: node, above, siblings }
    const style = styles.styleOf(place)
    if (isHidden(node, style, styles)) return dropped(node)
    const inside = inkOf(node, style, ink, styles)
    const beside = elementsOf(node)
    return [{ ...node, children: node.children.flatMap((child) => prune(child, place, beside, inside)) as Element['children'] }]
  }
  const children = childrenOf(tree).flatMap((child) => prune(child, null, elementsOf(tree), beginInk(styles)))
  return { tree: { ...tree, children } as Root, hiddenCharacters }
}

function elementsOf(node: HtmlNode): Element[] {
  return childrenOf(node).filter((child) => child.type === 'element')
}

/** What would have been read of it. */
function readableText(node: HtmlNode): string {
  if (node.type === 'text') return node.value
  return node.type === 'element' && isNeverRead(node) ? '' : childrenOf(node).map(readableText).join('')
}

function isHidden({ properties }: Element, style: ElementStyle, styles: PageStyles): boolean {
  const { hidden } = properties
  if (hidden !== undefined && hidden !== null && hidden !== false) return true
  const way = hidingWay(style.certain)
  if (way === null || style.possible.some((possible) => hidingWay(new Map([...style.certain, ...possible])) === null)) return false
  // What hides by the element's own attribute was left out before style sheets were followed, scripts or not.
  if (typeof properties.style === 'string' && hidingWay(readInlineStyle(properties.style)) !== null) return true
  if (style.mayBeOverruled || isAnimated(style)) return false
  return way === 'pinned' || !styles.runsScripts
}
