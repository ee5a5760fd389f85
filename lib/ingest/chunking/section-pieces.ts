import type { Block } from '@/lib/domain/normalized-document'
import type { ChunkMeasure } from './chunk-measure'
import { findRecords, type TextRange } from './find-records'
import type { Piece } from './pack-ranges'
import { splitRange } from './split-range'
import type { Section } from './split-sections'

/** Read as sentences; the other blocks are kept whole while they fit: a list item, a table row, a listing. */
const prose = new Set<Block['kind']>(['paragraph', 'quote'])

/** The pieces of a section in order: records whole, paragraphs by sentences, other blocks whole. `limit` is the fill a piece may have. */
export function sectionPieces(text: string, section: Section, measure: ChunkMeasure, limit: number): Piece[] {
  const records = fittingRecords(text, section, measure, limit)
  const pieces: Piece[] = []
  const add = (range: TextRange, kind: Block['kind'] | 'record') => pieces.push(...piecesOf(text, range, kind, measure, limit))
  let nextRecord = 0
  for (const block of section.blocks) {
    let start = block.start
    for (let record = records[nextRecord]; record !== undefined && record.start < block.end; record = records[nextRecord]) {
      if (record.start > start) addTrimmed(text, { start, end: record.start }, (range) => add(range, 'paragraph'))
      add(record, 'record')
      start = record.end
      nextRecord += 1
    }
    start = Math.max(start, records[nextRecord - 1]?.end ?? 0)
    if (start < block.end) addTrimmed(text, { start, end: block.end }, (range) => add(range, block.kind))
  }
  return pieces
}

/** One block: by sentences if it is prose or does not fit, else whole. */
export function piecesOf(text: string, range: TextRange, kind: Block['kind'] | 'record', measure: ChunkMeasure, limit: number): Piece[] {
  const isHeading = kind === 'heading'
  const fill = measure.fill(text.slice(range.start, range.end))
  if (fill <= limit && !prose.has(kind as Block['kind'])) return [{ ...range, fill, isRecord: kind === 'record', isHeading, startsBlock: true }]
  return splitRange(text, range, measure, limit).map((part, index) => ({ ...part, isRecord: false, isHeading, startsBlock: index === 0 }))
}

/**
 * The records that fit into a chunk; none when most do not: what recurs is then no item of a list but, say, the name of a speaker in
 * a transcript. One that does not fit is cut like any text.
 */
function fittingRecords(text: string, section: Section, measure: ChunkMeasure, limit: number): TextRange[] {
  const records = findRecords(text, section.blocks)
  const fitting = records.filter(({ start, end }) => measure.fill(text.slice(start, end)) <= limit)
  return fitting.length * 2 >= records.length ? fitting : []
}

function addTrimmed(text: string, range: TextRange, add: (range: TextRange) => void): void {
  let { start, end } = range
  while (start < end && /\s/.test(text.charAt(start))) start += 1
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1
  if (end > start) add({ start, end })
}
