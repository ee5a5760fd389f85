import Papa from 'papaparse'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { decodeText } from '../../text/decode-text'
import { buildDocument } from '../../text/document-builder'
import { draftRow } from '../spreadsheet/cell-range'

const delimiters = [',', '\t', ';', '|']

/**
 * CSV and TSV: every line a table row. Papa Parse finds the delimiter and reads quotes as spreadsheets write them. The first row stays the
 * first, which is the one that chunks of the table repeat. Rows that are too short or long are kept as they are,
 * and each knows its cells as a spreadsheet program would number them.
 */
export async function readCsv(bytes: Uint8Array): Promise<NormalizedDocument> {
  const text = decodeText(bytes)
  // Empty lines mislead the guess and are needed for the numbers of the rows.
  const { delimiter } = Papa.parse(text, { delimitersToGuess: delimiters, skipEmptyLines: 'greedy', preview: 10 }).meta
  const { data } = Papa.parse<string[]>(text, { delimiter })
  const drafts = data.flatMap((cells, row) => {
    const texts = cells.map((cell) => cell.trim())
    const isEmpty = texts.every((text) => text === '')
    return isEmpty ? [] : [draftRow(texts.join(' | '), '', { row, firstColumn: 0, lastColumn: texts.length - 1 })]
  })
  return buildDocument(drafts, null)
}
