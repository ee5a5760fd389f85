import {
  type Block,
  type DocumentMetadata,
  type LayoutRun,
  type NormalizedDocument,
  type PageLayout,
  type PageSpan,
  type PlaceSpan,
  plainDocumentMap,
} from '@/lib/domain/normalized-document'
import { cleanCode, cleanLine, cleanProse, countSmuggled } from './clean-text'
import { mapOffsets } from './map-offsets'

/** A block as a reader hands it over, before it has a place in the text. */
export interface DraftBlock {
  kind: Block['kind']
  /** 1 to 6 for headings, else null. */
  level: number | null
  /** The block's text; more than one part when it runs over a page break. Parts are joined by a space, unless glued. */
  parts: DraftPart[]
}

export interface DraftPart {
  text: string
  /** From 1; null for formats without pages. */
  page: number | null
  /** Goes on inside the word that the part before ends with. */
  isGlued?: boolean
  /** The slide or the cells that the text came from. */
  place?: DraftPlace
  /** Where the text stands on the page, with offsets into this part's text. Needs a page with a frame in `DocumentFacts`. */
  runs?: LayoutRun[]
}

export type DraftPlace = { kind: 'slide'; number: number } | { kind: 'cells'; sheet: string; cells: string }

/** What a reader knows besides the blocks. `pages`: one frame for each page of a file whose pages can be shown. */
export interface DocumentFacts {
  metadata?: DocumentMetadata
  pages?: Omit<PageLayout, 'runs'>[]
  unreadablePages?: number[]
  recognisedPages?: number[]
  hiddenCharacters?: number
}

export function draft(kind: Block['kind'], text: string, level: number | null = null): DraftBlock {
  return { kind, level, parts: [{ text, page: null }] }
}

const singleLineKinds = new Set<Block['kind']>(['heading', 'list-item', 'table-row'])

/**
 * Lays blocks out in one text: an empty line between blocks, a single line break inside a list or a table. Cleans every
 * part, drops empty ones, and keeps heading paths, page spans, places, and the rectangles of runs.
 */
export function buildDocument(drafts: Iterable<DraftBlock>, title: string | null, facts: DocumentFacts = {}): NormalizedDocument {
  const pieces: string[] = []
  const blocks: Block[] = []
  const map = new OriginMap(facts.pages ?? [])
  const openHeadings: { level: number; title: string }[] = []
  let length = 0
  let smuggled = 0
  for (const { kind, level, parts } of drafts) {
    for (const part of parts) smuggled += countSmuggled(part.text)
    const cleaned = parts.map((part) => ({ part, text: cleanPart(kind, part.text) })).filter(({ text }) => text !== '')
    if (cleaned.length === 0) continue
    const separator = separatorBetween(blocks.at(-1)?.kind, kind)
    const start = length + separator.length
    let text = ''
    for (const [index, { part, text: piece }] of cleaned.entries()) {
      if (index > 0 && !part.isGlued) text += ' '
      map.add(part, piece, start + text.length)
      text += piece
    }
    const end = start + text.length
    pieces.push(separator, text)
    length = end
    if (level !== null) while ((openHeadings.at(-1)?.level ?? 0) >= level) openHeadings.pop()
    blocks.push({ kind, start, end, level, headingPath: openHeadings.map((heading) => heading.title) })
    if (level !== null) openHeadings.push({ level, title: text })
  }
  const cleanTitle = title === null ? '' : cleanLine(title)
  const { metadata, unreadablePages, recognisedPages, hiddenCharacters } = { ...plainDocumentMap, ...facts }
  const { pages, places, layout } = map
  const known = { pages, places, layout, metadata, unreadablePages, recognisedPages, hiddenCharacters: hiddenCharacters + smuggled }
  return { text: pieces.join(''), blocks, title: cleanTitle === '' ? null : cleanTitle, ...known }
}

/** The way back from the text to pages, rectangles, slides and cells, filled as the text grows. */
class OriginMap {
  readonly pages: PageSpan[] = []
  readonly places: PlaceSpan[] = []
  readonly layout: PageLayout[]
  private readonly frames: Map<number, PageLayout>

  constructor(frames: Omit<PageLayout, 'runs'>[]) {
    this.layout = frames.map((frame) => ({ ...frame, runs: [] }))
    this.frames = new Map(this.layout.map((frame) => [frame.page, frame]))
  }

  /** `text` is the part's text after cleaning, `start` where it stands in the whole text. */
  add(part: DraftPart, text: string, start: number): void {
    const end = start + text.length
    if (part.page !== null) this.extendPages(part.page, start, end)
    if (part.place !== undefined) this.extendPlaces(part.place, start, end)
    if (part.page !== null && part.runs !== undefined) this.addRuns(part.page, moveRuns(part.runs, part.text, text, start))
  }

  private extendPages(page: number, start: number, end: number): void {
    const last = this.pages.at(-1)
    if (last?.page === page) last.end = end
    else this.pages.push({ page, start, end })
  }

  private extendPlaces(place: DraftPlace, start: number, end: number): void {
    const last = this.places.at(-1)
    if (last !== undefined && isSamePlace(last, place)) last.end = end
    else this.places.push({ ...place, start, end })
  }

  private addRuns(page: number, runs: LayoutRun[]): void {
    this.frames.get(page)?.runs.push(...runs)
  }
}

function moveRuns(runs: LayoutRun[], raw: string, cleaned: string, start: number): LayoutRun[] {
  const ranges = mapOffsets(
    runs.map(([from, to]) => [from, to]),
    raw,
    cleaned,
  )
  return runs.flatMap(([before, after, x, y, width, height, widths], index): LayoutRun[] => {
    const [from, to] = ranges[index] ?? [0, 0]
    if (from >= to) return []
    // Where cleaning took letters out or composed them, the widths are no longer theirs.
    const isSame = widths !== undefined && raw.slice(before, after) === cleaned.slice(from, to)
    return [isSame ? [start + from, start + to, x, y, width, height, widths] : [start + from, start + to, x, y, width, height]]
  })
}

function isSamePlace(span: PlaceSpan, place: DraftPlace): boolean {
  if (span.kind === 'slide') return place.kind === 'slide' && span.number === place.number
  return place.kind === 'cells' && span.sheet === place.sheet && span.cells === place.cells
}

function cleanPart(kind: Block['kind'], text: string): string {
  if (kind === 'code') return cleanCode(text)
  return singleLineKinds.has(kind) ? cleanLine(text) : cleanProse(text)
}

function separatorBetween(previous: Block['kind'] | undefined, next: Block['kind']): string {
  if (previous === undefined) return ''
  return previous === next && (next === 'list-item' || next === 'table-row') ? '\n' : '\n\n'
}
