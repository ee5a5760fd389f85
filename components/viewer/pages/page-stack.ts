import type { PageSize } from './source/page-source'

/** All pages one below the other, in CSS pixels: what the scroll bar and the choice of drawn pages are reckoned from. */
export interface PageStack {
  /** Upper edge of each page, the first page at index 0. */
  tops: number[]
  sizes: PageSize[]
  width: number
  height: number
}

/** Space above, between and below the pages. */
export const pageGap = 12

export function stackPages(sizes: PageSize[], scale: number): PageStack {
  const tops: number[] = []
  let height = pageGap
  let width = 0
  const scaled = sizes.map((size) => ({ width: Math.floor(size.width * scale), height: Math.floor(size.height * scale) }))
  for (const size of scaled) {
    tops.push(height)
    height += size.height + pageGap
    width = Math.max(width, size.width)
  }
  return { tops, sizes: scaled, width, height }
}

/** The page, from 1, at this height: the one before where it falls between two; 1 above all. */
export function pageAtHeight(stack: PageStack, height: number): number {
  let low = 0
  let high = stack.tops.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((stack.tops[middle] ?? 0) <= height) low = middle
    else high = middle - 1
  }
  return low + 1
}

/** A place on a page that stays where it is on the screen while pages change their size. */
export interface Anchor {
  page: number
  /** Within the page's height: 0 its upper edge, 1 its lower edge. */
  share: number
}

export function anchorAt(stack: PageStack, height: number): Anchor {
  const page = pageAtHeight(stack, height)
  return { page, share: (height - (stack.tops[page - 1] ?? 0)) / Math.max(1, stack.sizes[page - 1]?.height ?? 1) }
}

export function heightOf(stack: PageStack, { page, share }: Anchor): number {
  return (stack.tops[page - 1] ?? 0) + share * (stack.sizes[page - 1]?.height ?? 0)
}

/** The usual width: one fold-out map must not make all other pages small. */
export function usualWidth(sizes: PageSize[]): number {
  const widths = sizes.map(({ width }) => width).sort((left, right) => left - right)
  return widths[widths.length >> 1] ?? 1
}
