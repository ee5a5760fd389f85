import type { ChunkMeasure } from './chunk-measure'
import { findRecords, type TextRange } from './find-records'
import type { Piece } from './pack-ranges'
import { splitRange } from './split-range'
import type { Section } from './split-sections'

/** Blocks at least this full are offered sentence by sentence, so that neighbours can share a chunk more evenly. */
const wholeBlockFill = 0.6

/** The pieces of a section in order: records and small blocks whole, large blocks by sentences. `limit` is the fill a piece may have. */
export function sectionPieces(text: string, section: Section, measure: ChunkMeasure, limit: number): Piece[] {
  const records = findRecords(text, section.blocks)
  const pieces: Piece[] = []
  const add = (range: TextRange, isRecord: boolean, isHeading: boolean) => {
    const fill = measure.fill(text.slice(range.start, range.end))
    if (isRecord && fill <= limit) pieces.push({ ...range, fill, isRecord, isHeading })
    else if (fill <= Math.min(limit, wholeBlockFill)) pieces.push({ ...range, fill, isRecord, isHeading })
    else for (const part of splitRange(text, range, measure, limit)) pieces.push({ ...part, isRecord: false, isHeading })
  }
  let nextRecord = 0
  for (const block of section.blocks) {
    let start = block.start
    for (let record = records[nextRecord]; record !== undefined && record.start < block.end; record = records[nextRecord]) {
      if (record.start > start) addTrimmed(text, { start, end: record.start }, (range) => add(range, false, false))
      add(record, true, false)
      start = record.end
      nextRecord += 1
    }
    start = Math.max(start, records[nextRecord - 1]?.end ?? 0)
    if (start < block.end) addTrimmed(text, { start, end: block.end }, (range) => add(range, false, block.kind === 'heading'))
  }
  return pieces
}

function addTrimmed(text: string, range: TextRange, add: (range: TextRange) => void): void {
  let { start, end } = range
  while (start < end && /\s/.test(text.charAt(start))) start += 1
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1
  if (end > start) add({ start, end })
}
