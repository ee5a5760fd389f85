import { type CellObject, CFB, read, type WorkBook, type WorkSheet } from '@e965/xlsx'
import { AppError } from '@/lib/domain/app-error'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { buildDocument, type DraftBlock, draft } from '../../text/document-builder'
import { openZip, type ZipArchive } from '../../zip/open-zip'

/** What the workbook is made of; pictures, fonts, macros and embedded files are never unpacked. */
const workbookParts = /(?:\.xml|\.rels|xl\/.*\.bin)$/i
const unreadParts = /(?:vbaProject|printerSettings\d*|activeX\d*|oleObject\d*)\.bin$/i

/**
 * XLSX and XLSB through SheetJS, which shows a cell as its number format does (dates, percentages, currencies); exceljs has
 * had no release since 2023 and gives raw numbers. SheetJS unpacks archives without limits, so it is handed one that is already
 * unpacked within ours. Each sheet's name is a heading, each row a line of its cells; formulas give their stored results.
 */
export async function readSpreadsheet(bytes: Uint8Array): Promise<NormalizedDocument> {
  const workbook = openWorkbook(await unpack(await openZip(bytes)))
  const drafts = workbook.SheetNames.flatMap((name) => sheetDrafts(name, workbook.Sheets[name]))
  return buildDocument(drafts, workbook.Props?.Title ?? null)
}

async function unpack(archive: ZipArchive): Promise<Buffer> {
  const unpacked = CFB.utils.cfb_new({ root: 'R' })
  for (const name of archive.names) {
    const content = workbookParts.test(name) && !unreadParts.test(name) ? await archive.read(name) : null
    if (content !== null) CFB.utils.cfb_add(unpacked, `/${name}`, content)
  }
  return CFB.write(unpacked, { fileType: 'zip', type: 'buffer', compression: false }) as Buffer
}

function openWorkbook(archive: Buffer): WorkBook {
  try {
    return read(archive, { type: 'buffer', dense: true, cellFormula: false, cellHTML: false, cellText: true, dateNF: 'yyyy-mm-dd' })
  } catch (error) {
    throw new AppError('damaged_file', 'The workbook could not be read', { cause: error })
  }
}

function sheetDrafts(name: string, sheet: WorkSheet | undefined): DraftBlock[] {
  const rows = rowsOf(sheet)
  if (rows.length === 0) return []
  const columns = usedColumns(rows)
  return [draft('heading', name, 1), ...rows.map((row) => draft('table-row', lineOf(row, columns)))]
}

/** Rows that hold something, each a map from its column to its text. The declared range is not believed: it may name a billion cells. */
function rowsOf(sheet: WorkSheet | undefined): Map<number, string>[] {
  const rows: Map<number, string>[] = []
  sheet?.['!data']?.forEach((cells) => {
    const row = new Map<number, string>()
    cells?.forEach((cell, column) => {
      const text = cellText(cell)
      if (text !== '') row.set(column, text)
    })
    if (row.size > 0) rows.push(row)
  })
  return rows
}

/** Empty columns between used ones are layout; a column used anywhere keeps its place in every row. */
function usedColumns(rows: Map<number, string>[]): number[] {
  return [...new Set(rows.flatMap((row) => [...row.keys()]))].sort((left, right) => left - right)
}

function lineOf(row: Map<number, string>, columns: number[]): string {
  const last = Math.max(...row.keys())
  return columns
    .filter((column) => column <= last)
    .map((column) => row.get(column) ?? '')
    .join(' | ')
}

function cellText(cell: CellObject | undefined): string {
  if (cell === undefined || cell.v === undefined || cell.t === 'z') return ''
  return (cell.w ?? String(cell.v)).replace(/\s+/g, ' ').trim()
}
