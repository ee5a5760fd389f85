import { isCaption } from './blocks/captions'
import type { TextLine } from './page-lines'

/** What the lines of a document have in common: the measure against which headings and paragraph gaps are told. */
export interface PageStyle {
  bodySize: number
  bodyFont: string
  /** Usual distance between baselines of body text, in font sizes. */
  lineGap: number
  /** Font sizes of headings, largest first, rounded to half points; at most 6. */
  headingSizes: number[]
  /** Of headings that bookmarks name: font size to their least depth. */
  bookmarkDepths: Map<number, number>
}

export type LineRole = { kind: 'heading'; level: number } | { kind: 'code' | 'list-item' | 'table-row' | 'figure-caption' | 'paragraph'; level: null }

/** A heading is at least this much larger than body text; smaller differences are scaling and emphasis. */
const headingScale = 1.12
const longestHeading = 140
const roundSize = (size: number) => Math.round(size * 2) / 2
const bullet = /^(?:[•◦▪‣·●○■□◆◇※–—-]\s|\uF0B7|\(?\d{1,3}[.)]\s|[가-하][.)]\s|\(?[a-z][.)]\s)/u
/** Divisions of Korean statutes and rules, set in body type, outermost first. */
const division = /^제\s*\d+\s*(편|장|절|관)(?:의\s*\d+)?(?:\s|$)/u
const divisions = ['편', '장', '절', '관']
const tableOfContents = /(?:\.\s?){4,}|\s\d+$/

export function measureStyle(lines: TextLine[]): PageStyle {
  const bodySize = mostFrequent(lines.map((line) => [roundSize(line.size), line.text.length]))
  const body = lines.filter((line) => roundSize(line.size) === bodySize)
  const gaps = body.flatMap((line, index): [number, number][] => {
    const next = body[index + 1]
    const gap = next === undefined || next.page !== line.page ? 0 : (line.y - next.y) / bodySize
    return gap > 0.5 && gap < 3 ? [[Math.round(gap * 20) / 20, 1]] : []
  })
  const larger = lines.filter((line) => line.size >= bodySize * headingScale && isHeadingText(line.text)).map((line) => roundSize(line.size))
  return {
    bodySize,
    bodyFont: mostFrequent(body.map((line) => [line.fontName, line.text.length])) ?? '',
    lineGap: mostFrequent(gaps) ?? 1.2,
    headingSizes: [...new Set(larger)].sort((a, b) => b - a).slice(0, 6),
    bookmarkDepths: measureBookmarks(lines),
  }
}

function measureBookmarks(lines: TextLine[]): Map<number, number> {
  const depths = new Map<number, number>()
  for (const { size, bookmark } of lines) {
    if (bookmark !== undefined) depths.set(roundSize(size), Math.min(bookmark.depth, depths.get(roundSize(size)) ?? bookmark.depth))
  }
  return depths
}

export function roleOf(line: TextLine, previous: TextLine | undefined, next: TextLine | undefined, style: PageStyle): LineRole {
  const statute = division.exec(line.text)?.[1]
  if (statute !== undefined && isHeadingText(line.text) && !tableOfContents.test(line.text)) {
    return { kind: 'heading', level: Math.min(6, style.headingSizes.length + 1 + divisions.indexOf(statute)) }
  }
  // After the divisions of statutes, whose bookmarks are often all of one depth.
  if (line.bookmark !== undefined) return { kind: 'heading', level: Math.min(6, line.bookmark.depth) }
  if (isCaption(line.text) && !tableOfContents.test(line.text)) return { kind: 'figure-caption', level: null }
  if (line.size >= style.bodySize * headingScale && isHeadingText(line.text) && !line.isRow) return { kind: 'heading', level: levelOfSize(line.size, style) }
  if (line.isRow) return { kind: 'table-row', level: null }
  if (line.isMonospace) return { kind: 'code', level: null }
  if (bullet.test(line.text)) return { kind: 'list-item', level: null }
  if (isBodySizedHeading(line, previous, next, style)) return { kind: 'heading', level: levelBelowSizes(style) }
  return { kind: 'paragraph', level: null }
}

/** Of headings that their size does not tell: one below those that it does. */
function levelBelowSizes({ headingSizes, bookmarkDepths }: PageStyle): number {
  return Math.min(6, 1 + (bookmarkDepths.size > 0 ? Math.max(...bookmarkDepths.values()) : headingSizes.length))
}

/** Where there are bookmarks, a heading that they leave out stands with those of its size, or below the next larger ones. */
function levelOfSize(size: number, style: PageStyle): number {
  if (style.bookmarkDepths.size > 0) {
    const same = style.bookmarkDepths.get(roundSize(size))
    if (same !== undefined) return Math.min(6, same)
    const larger = [...style.bookmarkDepths].filter(([other]) => other > size).map(([, depth]) => depth)
    return larger.length === 0 ? 1 : Math.min(6, Math.max(...larger) + 1)
  }
  const rank = style.headingSizes.findIndex((candidate) => candidate <= roundSize(size))
  return rank === -1 ? 6 : rank + 1
}

/** Bold headings in body size: another font than the body, alone on a line with air above, body text below. */
function isBodySizedHeading(line: TextLine, previous: TextLine | undefined, next: TextLine | undefined, style: PageStyle): boolean {
  if (line.fontName === style.bodyFont || line.size < style.bodySize * 0.95 || line.text.length > 80 || !isHeadingText(line.text)) return false
  if (next === undefined || next.fontName !== style.bodyFont || next.page !== line.page || next.y >= line.y) return false
  if (previous === undefined || previous.page !== line.page) return true
  return (previous.y - line.y) / style.bodySize > style.lineGap * 1.3
}

function isHeadingText(text: string): boolean {
  return text.length <= longestHeading && /\p{L}/u.test(text) && !/[.。,;]$/u.test(text) && !/(?:\.\s?){4,}/.test(text)
}

function mostFrequent<Value>(weighted: [Value, number][]): Value {
  const totals = new Map<Value, number>()
  for (const [value, weight] of weighted) totals.set(value, (totals.get(value) ?? 0) + weight)
  let best: [Value | undefined, number] = [undefined, 0]
  for (const [value, total] of totals) if (total > best[1]) best = [value, total]
  return best[0] as Value
}
