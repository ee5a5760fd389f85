import type { LayoutRun, PageLayout } from '../normalized-document'
import { textWidth } from './letter-width'
import { offsetOf } from './letter-widths'

/** A place on a page, in points from the upper left corner of the page as it is shown. */
export interface PageRectangle {
  page: number
  x: number
  y: number
  width: number
  height: number
}

/** Pages that hold text with their size in points, the rectangles of the passages asked for, and their words, each cut to 1,000 characters. */
export interface DocumentPlaces {
  pages: Array<Pick<PageLayout, 'page' | 'width' | 'height'>>
  rectangles: PageRectangle[]
  texts: string[]
}

/** Neighbours on a line are one rectangle up to this gap, in heights of the line: wider than any justified space, narrower than a column's gutter. */
const widestGap = 2
/** A run taller than it is wide by this factor is written downwards, and is cut along its height. */
const verticalRatio = 1.5

/**
 * Where a range of the normalized text stands on its pages. A run that the range enters or leaves in the middle is cut by the
 * widths of its letters; where these are not known (scans, turned text, what was read before they were kept) in proportion to
 * the usual ones, and the error stays below a letter or two.
 * `text` is the whole normalized text; without it all letters count the same.
 * Runs of one line become one rectangle, so that a mark is a bar and not a row of words.
 */
export function findRectangles(layout: PageLayout[], start: number, end: number, text = ''): PageRectangle[] {
  const found: PageRectangle[] = []
  for (const { page, runs } of layout) {
    for (const run of runs) {
      if (run[0] >= end || run[1] <= start) continue
      const part = { page, ...cutRun(run, start, end, text) }
      const last = found.at(-1)
      if (last && isSameLine(last, part)) found[found.length - 1] = unite(last, part)
      else found.push(part)
    }
  }
  return found
}

function cutRun([from, to, x, y, width, height, widths]: LayoutRun, start: number, end: number, text: string): Omit<PageRectangle, 'page'> {
  const first = Math.max(start, from)
  const last = Math.min(end, to)
  if (widths !== undefined && widths.length === to - from) {
    const left = offsetOf(widths, first - from)
    return { x: x + left, y, width: offsetOf(widths, last - from) - left, height }
  }
  const measure = (left: number, right: number) => (text === '' ? right - left : textWidth(text.slice(left, right)))
  const whole = measure(from, to) || 1
  const before = measure(from, first) / whole
  const share = measure(first, last) / whole
  if (to - from > 1 && height > width * verticalRatio) return { x, y: y + height * before, width, height: height * share }
  return { x: x + width * before, y, width: width * share, height }
}

function isSameLine(left: PageRectangle, right: PageRectangle): boolean {
  if (left.page !== right.page) return false
  const height = Math.min(left.height, right.height)
  const overlap = Math.min(left.y + left.height, right.y + right.height) - Math.max(left.y, right.y)
  const gap = Math.max(left.x, right.x) - Math.min(left.x + left.width, right.x + right.width)
  return overlap >= height / 2 && gap <= height * widestGap
}

function unite(left: PageRectangle, right: PageRectangle): PageRectangle {
  const x = Math.min(left.x, right.x)
  const y = Math.min(left.y, right.y)
  return {
    page: left.page,
    x,
    y,
    width: Math.max(left.x + left.width, right.x + right.width) - x,
    height: Math.max(left.y + left.height, right.y + right.height) - y,
  }
}
