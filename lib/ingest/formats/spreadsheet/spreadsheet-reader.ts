import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx'
import { AppError } from '@/lib/domain/app-error'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { buildDocument, type DraftBlock, draft } from '../../text/document-builder'
import { openZip, type ZipArchive } from '../../zip/open-zip'
import { readCoreProperties } from '../package-properties'
import { draftRow, type RowCells } from './cell-range'

/** What the workbook is made of; pictures, fonts, macros and embedded files are never unpacked. */
const workbookParts = /(?:\.xml|\.rels|xl\/.*\.bin)$/i
const unreadParts = /(?:vbaProject|printerSettings\d*|activeX\d*|oleObject\d*)\.bin$/i

/**
 * XLSX and XLSB through SheetJS, which shows a cell as its number format does (dates, percentages, currencies); exceljs has
 * had no release since 2023 and gives raw numbers. SheetJS unpacks archives without limits, so it is handed one that is already
 * unpacked within ours. Each sheet's name is a heading, each row a line of its cells
 * that knows its range; formulas give their stored results.
 */
export async function readSpreadsheet(bytes: Uint8Array): Promise<NormalizedDocument> {
  const archive = await openZip(bytes)
  const workbook = await openWorkbook(await unpack(archive))
  const drafts = workbook.SheetNames.flatMap((name) => sheetDrafts(name, workbook.Sheets[name]))
  const { title, metadata } = await readCoreProperties(archive)
  return buildDocument(drafts, title, { metadata })
}

async function unpack(archive: ZipArchive): Promise<Buffer> {
  // Loaded with the first such file: see `readers`.
  const { CFB } = await import('@e965/xlsx')
  const unpacked = CFB.utils.cfb_new({ root: 'R' })
  for (const name of archive.names) {
    const content = workbookParts.test(name) && !unreadParts.test(name) ? await archive.read(name) : null
    if (content !== null) CFB.utils.cfb_add(unpacked, `/${name}`, content)
  }
  return CFB.write(unpacked, { fileType: 'zip', type: 'buffer', compression: false }) as Buffer
}

async function openWorkbook(archive: Buffer): Promise<WorkBook> {
  const { read } = await import('@e965/xlsx')
  try {
    return read(archive, { type: 'buffer', dense: true, cellFormula: false, cellHTML: false, cellText: true, dateNF: 'yyyy-mm-dd' })
  } catch (error) {
    throw new AppError('damaged_file', 'The workbook could not be read', { cause: error })
  }
}

function sheetDrafts(name: string, sheet: WorkSheet | undefined): DraftBlock[] {
  const rows = rowsOf(sheet)
  if (rows.length === 0) return []
  const columns = usedColumns(rows.map((row) => row.cells))
  return [draft('heading', name, 1), ...rows.map((row) => draftRow(lineOf(row.cells, columns), name, rangeOf(row)))]
}

interface Row {
  /** From 0, as in the sheet. */
  index: number
  /** Column, from 0, to text. */
  cells: Map<number, string>
}

/** Rows that hold something. The declared range is not believed: it may name a billion cells. */
function rowsOf(sheet: WorkSheet | undefined): Row[] {
  const rows: Row[] = []
  sheet?.['!data']?.forEach((dense, index) => {
    const cells = new Map<number, string>()
    dense?.forEach((cell, column) => {
      const text = cellText(cell)
      if (text !== '') cells.set(column, text)
    })
    if (cells.size > 0) rows.push({ index, cells })
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

function rangeOf({ index, cells }: Row): RowCells {
  const columns = [...cells.keys()]
  return { row: index, firstColumn: Math.min(...columns), lastColumn: Math.max(...columns) }
}

function cellText(cell: CellObject | undefined): string {
  if (cell === undefined || cell.v === undefined || cell.t === 'z') return ''
  return (cell.w ?? String(cell.v)).replace(/\s+/g, ' ').trim()
}
