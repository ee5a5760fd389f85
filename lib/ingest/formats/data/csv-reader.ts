import Papa from 'papaparse'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { decodeText } from '../../text/decode-text'
import { buildDocument, draft } from '../../text/document-builder'

const delimiters = [',', '\t', ';', '|']

/**
 * CSV and TSV: every line a table row. Papa Parse finds the delimiter and reads quotes as spreadsheets write them. The first row stays the
 * first, which is the one that chunks of the table repeat. Rows that are too short or long are kept as they are.
 */
export async function readCsv(bytes: Uint8Array): Promise<NormalizedDocument> {
  const { data } = Papa.parse<string[]>(decodeText(bytes), { delimitersToGuess: delimiters, skipEmptyLines: 'greedy' })
  const drafts = data.map((cells) => draft('table-row', cells.map((cell) => cell.trim()).join(' | ')))
  return buildDocument(drafts, null)
}
