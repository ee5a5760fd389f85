import type { Passage } from '@/lib/domain/passage'
import { splitSentences } from '@/lib/domain/split-sentences'
import { findHeadings } from './find-headings'
import { type PassageLine, passageLines } from './passage-lines'
import { listItems } from './units/list-items'
import { tableRows } from './units/table-rows'

/*
 * What of a passage can be quoted by itself: a sentence, a row of a table, an item of a list, or a whole record. A record is a title line with the `key: value`
 * lines under it, as lists of lectures, contacts or products are written; a single line of it means nothing without the title.
 * Headings are told apart: they say what the sentences under them are about, and answer nothing themselves.
 */

export interface QuotableUnit {
  kind: 'sentence' | 'record' | 'row' | 'item' | 'heading'
  /** Offsets into the passage's text. */
  start: number
  end: number
  /** Of a record: its lines, the title first. Of all others: itself alone. */
  lines: Array<{ start: number; end: number }>
  /** Of a row: the row that names the columns. Of an item: the line that says what is listed. Null where there is none. */
  header: { start: number; end: number } | null
  /** The nearest heading above it in the passage's text; empty when there is none. */
  heading: string
}

type Range = Pick<QuotableUnit, 'start' | 'end'>
type UnplacedUnit = Omit<QuotableUnit, 'heading'>

const longestTitle = 160

/** In reading order, not overlapping. */
export function quotableUnits(passage: Pick<Passage, 'text' | 'headingPath'> & Partial<Pick<Passage, 'chunkIndex'>>): QuotableUnit[] {
  const { text } = passage
  const rows = tableRows(passage).map((row) => unitOf('row', row, row.header))
  const records = outside(rows, findRecords(text))
  const items = outside(
    [...rows, ...records],
    listItems(text).map((item) => unitOf('item', item, item.header)),
  )
  const headers = [...rows, ...items].flatMap(({ header }) => (header === null ? [] : [unitOf('heading', header)]))
  const data = [...rows, ...records, ...items]
  const headings = outside(
    [...data, ...headers],
    findHeadings(passage).map((line) => unitOf('heading', line)),
  )
  const fixed = withoutRepeats([...data, ...headers, ...headings].sort((left, right) => left.start - right.start))
  const units: UnplacedUnit[] = []
  let from = 0
  for (const unit of fixed) {
    units.push(...sentencesBetween(text, from, unit.start), unit)
    from = unit.end
  }
  return placeUnderHeadings(text, [...units, ...sentencesBetween(text, from, text.length)], new Set(headers.map(({ start }) => start)))
}

function sentencesBetween(text: string, from: number, to: number): UnplacedUnit[] {
  return splitSentences(text.slice(from, to)).map(({ start, end }) => unitOf('sentence', { start: from + start, end: from + end }))
}

function unitOf(kind: QuotableUnit['kind'], { start, end }: Range, header: UnplacedUnit['header'] = null): UnplacedUnit {
  return { kind, start, end, lines: [{ start, end }], header }
}

function outside(taken: Range[], units: UnplacedUnit[]): UnplacedUnit[] {
  return units.filter((unit) => !taken.some((other) => unit.start < other.end && other.start < unit.end))
}

/** All rows of a table have the same header. */
function withoutRepeats(units: UnplacedUnit[]): UnplacedUnit[] {
  return units.filter((unit, index) => units[index - 1]?.start !== unit.start)
}

/** `headers` (their starts) belong to their own rows or items alone. */
function placeUnderHeadings(text: string, units: UnplacedUnit[], headers: ReadonlySet<number>): QuotableUnit[] {
  let heading = ''
  return units.map((unit) => {
    const placed = { ...unit, heading }
    if (unit.kind === 'heading' && !headers.has(unit.start)) heading = text.slice(unit.start, unit.end)
    return placed
  })
}

function findRecords(text: string): UnplacedUnit[] {
  const lines = passageLines(text)
  const records: UnplacedUnit[] = []
  for (let index = 0; index < lines.length; index++) {
    const keyedLines = keyedLinesAfter(lines, index)
    const title = lines[index]
    if (title === undefined || !isTitle(title) || keyedLines.length === 0) continue
    const recordLines = [title, ...keyedLines].map(({ start, end }) => ({ start, end }))
    records.push({ kind: 'record', start: title.start, end: recordLines.at(-1)?.end ?? title.end, lines: recordLines, header: null })
    index += keyedLines.length
  }
  return records
}

function isTitle(line: PassageLine): boolean {
  return !line.isBlank && !line.isKeyed && line.end - line.start <= longestTitle
}

function keyedLinesAfter(lines: PassageLine[], index: number): PassageLine[] {
  const following = lines.slice(index + 1)
  const end = following.findIndex((line) => !line.isKeyed)
  return end === -1 ? following : following.slice(0, end)
}
