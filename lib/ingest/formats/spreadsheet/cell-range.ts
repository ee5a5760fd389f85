import type { DraftBlock } from '../../text/document-builder'

/** Cells of one row; `row` and columns from 0. */
export interface RowCells {
  row: number
  firstColumn: number
  lastColumn: number
}

/** The range as spreadsheet programs write it: "B2:F2", or "B2" for one cell. */
export function cellRange({ row, firstColumn, lastColumn }: RowCells): string {
  const [first, last] = [firstColumn, lastColumn].map((column) => `${columnName(column)}${row + 1}`)
  return first === last ? `${first}` : `${first}:${last}`
}

/** A row of a sheet that knows its cells. */
export function draftRow(text: string, sheet: string, cells: RowCells): DraftBlock {
  return { kind: 'table-row', level: null, parts: [{ text, page: null, place: { kind: 'cells', sheet, cells: cellRange(cells) } }] }
}

/** 0 is A, 25 is Z, 26 is AA. */
function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter
}
