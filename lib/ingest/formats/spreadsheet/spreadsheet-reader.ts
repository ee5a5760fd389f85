import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx'
import { AppError } from '@/lib/domain/app-error'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { countReadable } from '../../text/count-readable'
import { buildDocument, type DraftBlock, draft } from '../../text/document-builder'
import { openZip, type ZipArchive } from '../../zip/open-zip'
import { readCoreProperties } from '../package-properties'
import { readRelationships } from '../slides/pptx-package'
import { draftRow, type RowCells } from './cell-range'
import { type HiddenCells, nothingHidden, readHiddenCells } from './hidden-cells'

/** What the workbook is made of; pictures, fonts, macros and embedded files are never unpacked. */
const workbookParts = /(?:\.xml|\.rels|xl\/.*\.bin)$/i
const sheetOrTable = /^xl\/(?:worksheets|tables)\/[^/]+\.xml$/i
const unreadParts = /(?:vbaProject|printerSettings\d*|activeX\d*|oleObject\d*)\.bin$/i

/**
 * XLSX and XLSB through SheetJS, which shows a cell as its number format does (dates, percentages, currencies); exceljs has
 * had no release since 2023 and gives raw numbers. SheetJS unpacks archives without limits, so it is handed one that is already
 * unpacked within ours. Each sheet's name is a heading, each row a line of its cells
 * that knows its range; formulas give their stored results. Hidden sheets, rows and columns are left out.
 */
export async function readSpreadsheet(bytes: Uint8Array): Promise<NormalizedDocument> {
  const archive = await openZip(bytes)
  const sheetParts = new Map<string, string>()
  const workbook = await openWorkbook(await unpack(archive, (name, content) => sheetParts.set(name.toLowerCase(), content.toString('utf8'))))
  const hiddenOf = await findHidden(archive, workbook, sheetParts)
  const sheets = workbook.SheetNames.map((name, index) => sheetDrafts(name, workbook.Sheets[name], hiddenOf(index)))
  const { title, metadata } = await readCoreProperties(archive)
  const hiddenCharacters = sheets.reduce((sum, sheet) => sum + sheet.hiddenCharacters, 0)
  return buildDocument(
    sheets.flatMap((sheet) => sheet.drafts),
    title,
    { metadata, hiddenCharacters },
  )
}

async function unpack(archive: ZipArchive, onSheet: (name: string, content: Buffer) => void): Promise<Buffer> {
  // Loaded with the first such file: see `readers`.
  const { CFB } = await import('@e965/xlsx')
  const unpacked = CFB.utils.cfb_new({ root: 'R' })
  for (const name of archive.names) {
    const content = workbookParts.test(name) && !unreadParts.test(name) ? await archive.read(name) : null
    if (content === null) continue
    if (sheetOrTable.test(name)) onSheet(name, content)
    CFB.utils.cfb_add(unpacked, `/${name}`, content)
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

/** What is hidden of the sheet with a number: all of it (`sheet`), or some rows and columns. */
async function findHidden(archive: ZipArchive, workbook: WorkBook, parts: Map<string, string>): Promise<(index: number) => HiddenCells | 'sheet'> {
  const relationships = await readRelationships(archive, 'xl/workbook.xml')
  const isFiltered = [...parts].some(([name, xml]) => name.includes('/tables/') && xml.includes('filterColumn'))
  return (index) => {
    const entry: { Hidden?: number; id?: string } | undefined = workbook.Workbook?.Sheets?.[index]
    if ((entry?.Hidden ?? 0) > 0) return 'sheet'
    const xml = parts.get(relationships.get(entry?.id ?? '')?.target.toLowerCase() ?? '')
    return xml === undefined ? hiddenRowsOf(workbook.Sheets[workbook.SheetNames[index] ?? '']) : readHiddenCells(xml, isFiltered)
  }
}

/** Of the binary format SheetJS tells the rows by itself. */
function hiddenRowsOf(sheet: WorkSheet | undefined): HiddenCells {
  if (sheet === undefined || sheet['!autofilter'] !== undefined) return nothingHidden
  const rows = (sheet['!rows'] ?? []).flatMap((row, index) => (row?.hidden === true && (row.level ?? 0) === 0 ? [index] : []))
  return { ...nothingHidden, rows: new Set(rows) }
}

function sheetDrafts(name: string, sheet: WorkSheet | undefined, hidden: HiddenCells | 'sheet'): { drafts: DraftBlock[]; hiddenCharacters: number } {
  const { rows, hiddenCharacters } = rowsOf(sheet, hidden)
  if (rows.length === 0) return { drafts: [], hiddenCharacters }
  const columns = usedColumns(rows.map((row) => row.cells))
  return { drafts: [draft('heading', name, 1), ...rows.map((row) => draftRow(lineOf(row.cells, columns), name, rangeOf(row)))], hiddenCharacters }
}

interface Row {
  /** From 0, as in the sheet. */
  index: number
  /** Column, from 0, to text. */
  cells: Map<number, string>
}

/** Rows that show something. The declared range is not believed: it may name a billion cells. */
function rowsOf(sheet: WorkSheet | undefined, hidden: HiddenCells | 'sheet'): { rows: Row[]; hiddenCharacters: number } {
  const rows: Row[] = []
  let hiddenCharacters = 0
  sheet?.['!data']?.forEach((dense, index) => {
    const cells = new Map<number, string>()
    dense?.forEach((cell, column) => {
      const text = cellText(cell)
      if (hidden === 'sheet' || hidden.rows.has(index) || hidden.isHiddenColumn(column)) hiddenCharacters += countReadable(text)
      else if (text !== '') cells.set(column, text)
      // A number format that shows nothing: 「;;;」.
      else if (cell?.t === 's') hiddenCharacters += countReadable(String(cell.v ?? ''))
    })
    if (cells.size > 0) rows.push({ index, cells })
  })
  return { rows, hiddenCharacters }
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
