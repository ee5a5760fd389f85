import type { Element, Root } from 'hast'
import { type Color, isSameColor, parseCssColor } from './css-color'
import { childrenOf, findElements, type HtmlNode, textOf } from './html-tree'

/*
 * Takes out of a page what it keeps from a reader's eyes by its own attributes: hidden, not displayed, without opacity or size, far
 * outside the window, in the colour of the ground. Style sheets are not applied: a colour from one is not known, and text on a ground
 * that is not known is taken to be seen.
 */

export interface SeenTree {
  tree: Root
  /** Letters and digits that were taken out. */
  hiddenCharacters: number
}

interface Ground {
  /** Null: not known. */
  background: Color | null
  color: Color | null
}

const white: Color = [255, 255, 255]

export function removeHidden(tree: Root): SeenTree {
  const sheets = findElements(tree, ({ tagName, properties }) => tagName === 'style' || (tagName === 'link' && String(properties.rel).includes('stylesheet')))
  const isPaper = sheets.every((sheet) => sheet.tagName === 'style' && !/background|color-scheme/i.test(textOf(sheet)))
  let hiddenCharacters = 0
  const dropped = (node: HtmlNode) => {
    hiddenCharacters += textOf(node).match(/[\p{L}\p{N}]/gu)?.length ?? 0
    return []
  }
  const prune = (node: HtmlNode, ground: Ground): HtmlNode[] => {
    if (node.type === 'text') return isSameColor(ground.color, ground.background) ? dropped(node) : [node]
    if (node.type !== 'element') return [node]
    // What is never read (scripts, styles) says nothing, hidden or not.
    if (node.tagName === 'script' || node.tagName === 'style' || node.tagName === 'template') return [node]
    const style = readStyle(node)
    if (isHidden(node, style)) return dropped(node)
    const inside = groundOf(node, style, ground)
    return [{ ...node, children: node.children.flatMap((child) => prune(child, inside)) as Element['children'] }]
  }
  const children = childrenOf(tree).flatMap((child) => prune(child, { background: isPaper ? white : null, color: null }))
  return { tree: { ...tree, children } as Root, hiddenCharacters }
}

type Style = ReadonlyMap<string, string>

function readStyle({ properties }: Element): Style {
  const declarations = typeof properties.style === 'string' ? properties.style.split(';') : []
  return new Map(
    declarations.flatMap((declaration): [string, string][] => {
      const colon = declaration.indexOf(':')
      const value = declaration
        .slice(colon + 1)
        .replace(/!important/i, '')
        .trim()
        .toLowerCase()
      return colon === -1 ? [] : [[declaration.slice(0, colon).trim().toLowerCase(), value]]
    }),
  )
}

/** Of a screen: nobody scrolls so far. */
const farOutside = -900
/** Pixels. */
const smallestType = 1.5

function isHidden({ properties }: Element, style: Style): boolean {
  const { hidden } = properties
  if (hidden !== undefined && hidden !== null && hidden !== false) return true
  if (style.get('display') === 'none' || /^(?:hidden|collapse)$/.test(style.get('visibility') ?? '')) return true
  const opacity = style.get('opacity')
  if (opacity !== undefined && Number.parseFloat(opacity) < (opacity.endsWith('%') ? 5 : 0.05)) return true
  const size = pixels(style.get('font-size'))
  if (size !== null && size < smallestType) return true
  if (/scale[xy]?\(\s*0\s*[,)]/.test(style.get('transform') ?? '')) return true
  if (['left', 'top', 'right', 'bottom', 'text-indent', 'margin-left', 'margin-top'].some((side) => (pixels(style.get(side)) ?? 0) < farOutside)) return true
  if (
    /^rect\(\s*0(?:px)?[\s,]+0(?:px)?[\s,]+0(?:px)?[\s,]+0(?:px)?\s*\)$/.test(style.get('clip') ?? '') ||
    /inset\(\s*(?:50|100)%/.test(style.get('clip-path') ?? '')
  )
    return true
  return style.get('overflow') === 'hidden' && [style.get('height'), style.get('width'), style.get('max-height')].some((length) => pixels(length) === 0)
}

function groundOf(element: Element, style: Style, above: Ground): Ground {
  const { bgColor, color, className } = element.properties
  const stated = style.get('background-color') ?? style.get('background') ?? (typeof bgColor === 'string' ? bgColor : undefined)
  const ink = style.get('color') ?? (element.tagName === 'font' && typeof color === 'string' ? color : undefined)
  // A class may set both; what the element itself states is stronger.
  const isStyled = className !== undefined && above.background !== white
  const background = stated === undefined ? (isStyled ? null : above.background) : parseCssColor(stated)
  return { background, color: ink === undefined ? above.color : parseCssColor(ink) }
}

function pixels(length: string | undefined): number | null {
  const match = /^(-?\d*\.?\d+)(px|pt|em|rem|%|vw|vh|ex|ch|cm|in)?$/.exec(length ?? '')
  if (match === null) return null
  const value = Number(match[1])
  const unit = match[2] ?? 'px'
  return value * (({ em: 16, rem: 16, '%': 0.16, vw: 10, vh: 10, ex: 8, ch: 8, cm: 38, in: 96, pt: 1.33 } as Record<string, number>)[unit] ?? 1)
}
