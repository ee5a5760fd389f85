import type { Style } from './style-declarations'

/** Of a screen: nobody scrolls so far. */
const farOutside = -900

/**
 * How a style takes an element and all in it from the page: `switched` is what scripts switch on and off all the time (menus, tabs,
 * what appears on scrolling), `pinned` what they do not; null: it does not. Not told here: visibility, the size of type and colours,
 * which an element inside may set anew.
 */
export function hidingWay(style: Style): 'switched' | 'pinned' | null {
  const value = (name: string) => style.get(name)?.value ?? ''
  if (value('display') === 'none' || value('content-visibility') === 'hidden' || isNothing(value('opacity'))) return 'switched'
  if (isNothing(/opacity\(\s*([^)]*)\)/.exec(value('filter'))?.[1] ?? '')) return 'switched'
  if (/scale(?:3d|[xy])?\(\s*0(?:\.0*)?\s*[,)]/.test(value('transform')) || /^0(?:\.0*)?(?:\s|$)/.test(value('scale'))) return 'switched'
  if (isOutside(style) || isFolded(style)) return 'switched'
  return isCutAway(style) ? 'pinned' : null
}

function isNothing(share: string): boolean {
  return share !== '' && Number.parseFloat(share) < (share.endsWith('%') ? 5 : 0.05)
}

function isOutside(style: Style): boolean {
  const sides = ['text-indent', 'margin-left', 'margin-top']
  if (/^(?:absolute|fixed|relative)$/.test(style.get('position')?.value ?? '')) sides.push('left', 'top', 'right', 'bottom')
  if (sides.some((side) => (pixels(style.get(side)?.value) ?? 0) < farOutside)) return true
  const moved = /translate(?:3d|[xy])?\(\s*(-[^,)]+)/.exec(style.get('transform')?.value ?? '')?.[1]
  return moved?.endsWith('%') !== true && (pixels(moved?.trim()) ?? 0) < farOutside
}

function isFolded(style: Style): boolean {
  return style.get('overflow')?.value === 'hidden' && ['height', 'width', 'max-height', 'max-width'].some((side) => pixels(style.get(side)?.value) === 0)
}

/** Text that is only read aloud stands on the page so. */
function isCutAway(style: Style): boolean {
  const path = style.get('clip-path')?.value ?? ''
  if (/inset\(\s*(?:50|100)%/.test(path) || /^(?:circle|ellipse)\(\s*0/.test(path)) return true
  const sides = /^rect\(([^)]*)\)$/.exec(style.get('clip')?.value ?? '')?.[1]?.split(/[\s,]+/)
  const lengths = sides?.filter((side) => side !== '').map((side) => pixels(side))
  if (lengths === undefined || !/^(?:absolute|fixed)$/.test(style.get('position')?.value ?? '')) return false
  const [top, right, bottom, left] = lengths
  const known = [top, right, bottom, left].every((length) => length !== null && length !== undefined)
  return known && ((bottom ?? 0) - (top ?? 0) <= 1 || (right ?? 0) - (left ?? 0) <= 1)
}

const units: Record<string, number> = { em: 16, rem: 16, '%': 0.16, vw: 10, vh: 10, ex: 8, ch: 8, cm: 38, in: 96, pt: 1.33, px: 1 }

/** About; null for what is no length. */
export function pixels(length: string | undefined): number | null {
  const match = /^(-?(?:\d*\.)?\d+)(px|pt|em|rem|%|vw|vh|ex|ch|cm|in)?$/.exec(length ?? '')
  return match === null ? null : Number(match[1]) * (units[match[2] ?? 'px'] ?? 1)
}
