import type { Element } from 'hast'
import { type Color, isSameColor, parseCssColor } from './css-color'
import { pixels } from './hiding-ways'
import { isAnimated } from './is-animated'
import type { ElementStyle, PageStyles } from './page-styles'
import type { Style } from './style-declarations'

/** What text inherits, and whether it can be seen by it. Null: not known, and not known is taken to be seen. */
export interface Ink {
  background: Color | null
  color: Color | null
  /** In pixels, about. */
  size: number | null
  isVisible: boolean
  /** Letters cut out of a picture or drawn by their shadow or outline: their colour does not tell whether they are seen. */
  isDrawn: boolean
}

const white: Color = [255, 255, 255]
/** In pixels. */
const smallestType = 1.5
const usualType = 16

export function beginInk({ knowsColors }: PageStyles): Ink {
  return { background: knowsColors ? white : null, color: null, size: usualType, isVisible: true, isDrawn: false }
}

export function isUnseen({ background, color, size, isVisible, isDrawn }: Ink): boolean {
  return !isVisible || (size !== null && size < smallestType) || (!isDrawn && isSameColor(color, background))
}

/** What an element hands on to the text in it. */
export function inkOf(element: Element, style: ElementStyle, above: Ink, page: PageStyles): Ink {
  return {
    background: backgroundOf(element, style, above, page),
    color: colorOf(element, style, above),
    size: sizeOf(style, above),
    isVisible: isVisible(element, style, above, page),
    isDrawn: above.isDrawn || isAnimated(style) || [style.certain, ...style.possible].some(isDrawn),
  }
}

function isVisible({ properties }: Element, style: ElementStyle, above: Ink, page: PageStyles): boolean {
  const stated = statedIn(style.certain, 'visibility')
  if (stated === '' || stated === 'inherit') return above.isVisible
  if (!/^(?:hidden|collapse)$/.test(stated)) return true
  if (style.possible.some((possible) => /^(?:visible|initial|unset|revert)/.test(statedIn(possible, 'visibility')))) return true
  const isOwn = typeof properties.style === 'string' && /visibility/i.test(properties.style)
  return !isOwn && (page.runsScripts || style.mayBeOverruled) && above.isVisible
}

function sizeOf({ certain, possible, mayBeOverruled }: ElementStyle, above: Ink): number | null {
  const stated = certain.get('font-size')?.value
  const size = stated === undefined || stated === 'inherit' ? above.size : lengthOf(stated, above.size)
  const isDoubtful =
    mayBeOverruled || possible.some((style) => style.has('font-size') && (lengthOf(statedIn(style, 'font-size'), above.size) ?? usualType) >= smallestType)
  return size !== null && size < smallestType && isDoubtful ? null : size
}

function lengthOf(stated: string, above: number | null): number | null {
  const relative = /^((?:\d*\.)?\d+)(em|%|ex|ch)$/.exec(stated)
  if (relative === null) return pixels(stated)
  const share = relative[2] === '%' ? 0.01 : relative[2] === 'em' ? 1 : 0.5
  return above === null ? null : above * share * Number(relative[1])
}

function colorOf(element: Element, { certain, possible, mayBeOverruled }: ElementStyle, above: Ink): Color | null {
  if (possible.some((style) => style.has('color') || style.has('-webkit-text-fill-color'))) return null
  const { color } = element.properties
  const stated = certain.get('-webkit-text-fill-color')?.value ?? certain.get('color')?.value
  if (stated === 'inherit') return above.color
  if (stated !== undefined) return mayBeOverruled ? null : parseCssColor(stated)
  return element.tagName === 'font' && typeof color === 'string' ? parseCssColor(color) : element.tagName === 'a' ? null : above.color
}

function isDrawn(style: Style): boolean {
  const clip = statedIn(style, 'background-clip') || statedIn(style, '-webkit-background-clip')
  return (
    clip.includes('text') || ['text-shadow', '-webkit-text-stroke', '-webkit-text-stroke-width'].some((name) => !/^(?:|none|0)$/.test(statedIn(style, name)))
  )
}

function backgroundOf(element: Element, style: ElementStyle, above: Ink, page: PageStyles): Color | null {
  const { certain, possible, mayBeOverruled } = style
  const { bgColor, background, className } = element.properties
  const isPictured = typeof background === 'string' || [certain, ...possible].some((each) => !/^(?:|none)$/.test(statedIn(each, 'background-image')))
  if (isPictured || possible.some((each) => each.has('background-color')) || mayLieElsewhere(style, page)) return null
  if ([certain, ...possible].some((each) => /dark/.test(statedIn(each, 'color-scheme')))) return null
  const stated = certain.get('background-color')?.value ?? (typeof bgColor === 'string' ? bgColor : undefined)
  // A class may set both in a sheet that is not known; what the element itself states is stronger.
  if (stated === undefined) return className !== undefined && !page.knowsColors ? null : above.background
  if (mayBeOverruled) return null
  if (/^(?:transparent|none|inherit|initial|unset)$/.test(stated)) return above.background
  const color = parseCssColor(stated.replace(/\s*!important$/, ''))
  return color === 'transparent' ? above.background : color
}

/** Laid over other parts of the page, or with something laid under it. */
function mayLieElsewhere({ certain, possible }: ElementStyle, { hasOverlays, hasUnderlays }: PageStyles): boolean {
  if (hasUnderlays) return true
  return hasOverlays && [certain, ...possible].some(isLaidOver)
}

function isLaidOver(style: Style): boolean {
  if (!/^(?:|static)$/.test(statedIn(style, 'position')) || !/^(?:|none)$/.test(statedIn(style, 'transform'))) return true
  if (['margin-top', 'margin-left', 'margin-bottom', 'margin-right'].some((side) => statedIn(style, side).startsWith('-'))) return true
  return ['grid-area', 'grid-row', 'grid-column', 'grid-row-start', 'grid-column-start'].some((name) => style.has(name))
}

function statedIn(style: Style, name: string): string {
  return style.get(name)?.value ?? ''
}
