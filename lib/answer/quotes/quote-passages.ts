import type { Citation } from '@/lib/domain/answer'
import { pageAt } from '@/lib/domain/page/page-at'
import type { ExtractTerms, ScoredUnit } from './score-units'
import { linesAskedFor, type Quote } from './select-quotes'
import { cellsOf } from './units/table-rows'
import { writeSlice } from './writing/write-slice'
import { writeTable } from './writing/write-table'

/** Markdown with marks, in paragraphs to be streamed one after the other (their concatenation is the text). */
export interface QuotedAnswer {
  paragraphs: string[]
  /** One for each mark, in order; the exact place of the sentence, line or row before it. */
  citations: Citation[]
}

interface Range {
  start: number
  end: number
}

/*
 * The answer without a language model: exact slices of the documents, each followed by the mark of its source. Nothing is
 * reworded, so nothing can be invented; only what is asked for is set in bold, and rows of a table stand under their columns' names.
 */
export function quotePassages(question: string, quotes: Quote[], extractTerms: ExtractTerms): QuotedAnswer {
  const citations: Citation[] = []
  const paragraphs: string[] = []
  let previous: Quote | null = null
  for (const group of groupQuotes(quotes)) {
    const [first] = group
    if (first === undefined) continue
    const { text, ranges } = writeGroup(first, group, question, extractTerms)
    for (const range of ranges) citations.push(cite(range.quote, range))
    paragraphs.push(separatorBetween(previous, first) + text)
    previous = group.at(-1) ?? first
  }
  return { paragraphs, citations }
}

interface CitedRange extends Range {
  quote: ScoredUnit
}

/** Rows of one table and items of one list are written together. */
function groupQuotes(quotes: Quote[]): Quote[][] {
  const groups: Quote[][] = []
  for (const quote of quotes) {
    const before = groups.at(-1)?.at(-1)
    if (before !== undefined && isSameList(before.scored, quote.scored)) groups.at(-1)?.push(quote)
    else groups.push([quote])
  }
  return groups
}

function isSameList(left: ScoredUnit, right: ScoredUnit): boolean {
  const isListed = left.unit.kind === right.unit.kind && (left.unit.kind === 'row' || left.unit.kind === 'item')
  return isListed && left.passage === right.passage && left.unit.header?.start === right.unit.header?.start && cellCount(left) === cellCount(right)
}

function cellCount({ passage, unit }: ScoredUnit): number {
  return cellsOf(passage.text.slice(unit.start, unit.end)).length
}

function writeGroup(first: Quote, group: Quote[], question: string, extractTerms: ExtractTerms): { text: string; ranges: CitedRange[] } {
  const { unit } = first.scored
  if (unit.kind === 'row' && unit.header !== null)
    return { text: writeTable(group, unit.header), ranges: group.map(({ scored }) => rangeOf(scored, scored.unit)) }
  if (unit.kind === 'row' || unit.kind === 'item') return writeItems(group, unit.header)
  const lines = linesAskedFor(first.scored, question, extractTerms)
  return {
    text: lines.map((line, index) => writeLine(first, line, unit.kind === 'record' && index > 0)).join('\n'),
    ranges: lines.map((line) => rangeOf(first.scored, line)),
  }
}

function writeItems(group: Quote[], header: Range | null): { text: string; ranges: CitedRange[] } {
  const items = group.map((quote) => ({ text: writeLine(quote, quote.scored.unit, true), range: rangeOf(quote.scored, quote.scored.unit) }))
  const [first] = group
  if (header !== null && first !== undefined)
    items.unshift({ text: writeLine({ scored: first.scored, span: null }, header, false), range: rangeOf(first.scored, header) })
  return { text: items.map(({ text }) => text).join('\n'), ranges: items.map(({ range }) => range) }
}

function rangeOf(quote: ScoredUnit, { start, end }: Range): CitedRange {
  return { quote, start, end }
}

function cite({ passage, passageRank }: ScoredUnit, line: Range): Citation {
  const start = passage.start + line.start
  return { sourceNumber: passageRank + 1, page: pageAt(passage, start), start, end: passage.start + line.end }
}

function separatorBetween(previous: Quote | null, { scored }: Quote): string {
  if (previous === null) return ''
  const before = previous.scored
  return before.passage === scored.passage && before.unit.kind === 'sentence' && scored.unit.kind === 'sentence' ? ' ' : '\n\n'
}

function writeLine({ scored, span }: Quote, line: Range, isItem: boolean): string {
  const { passage, unit, passageRank } = scored
  const text = writeSlice(passage.text.slice(line.start, line.end), boldIn(line, unit.start, span))
  const bullet = isItem && !/^[-+•] /.test(text) ? '- ' : ''
  return `${bullet}${text} [${passageRank + 1}]`
}

/** The span, as a range of the line, where it stands in it. */
function boldIn({ start, end }: Range, unitStart: number, span: Range | null): Range | null {
  if (span === null || unitStart + span.start < start || unitStart + span.end > end) return null
  return { start: unitStart + span.start - start, end: unitStart + span.end - start }
}
