import { joinPieces, type LinePiece, piecesOf, type TextLine } from '../page-lines'

/** A row of a table: its cells column by column, each with the pieces of all its lines. */
export interface TableRow {
  lines: TextLine[]
  cells: LinePiece[][]
}

/** A line without a first cell that follows closer than this share of the usual distance goes on with the row above. */
const sameRowShare = 0.85

/**
 * Puts the lines of a table into rows. Files draw a table row by row, and inside a row either line by line or cell by cell; so
 * what stands further right goes on with the row, what goes on in the same column is the next line of that cell, and
 * what stands further left begins a row, unless it comes too soon below to be one.
 */
export function groupRows(lines: TextLine[], strips: number[]): TableRow[] {
  const placed = lines.map((line) => ({ line, cells: columnsOf(line, strips) }))
  const usualGap = usualDistance(placed.filter(({ cells }) => (cells[0]?.length ?? 0) > 0).map(({ line }) => line.y))
  const rows: TableRow[] = []
  let column = -1
  for (const { line, cells } of placed) {
    const row = rows.at(-1)
    const first = cells.findIndex((cell) => cell.length > 0)
    const gap = (row?.lines.at(-1)?.y ?? 0) - line.y
    const isSoon = first > 0 && gap > 0 && gap < usualGap * sameRowShare
    const isNextLine = first === column && cells.filter((cell) => cell.length > 0).length === 1 && gap > 0 && gap < line.size * 1.5
    if (row !== undefined && (first > column || isNextLine || isSoon)) {
      row.cells = row.cells.map((cell, index) => [...cell, ...(cells[index] ?? [])])
      row.lines.push(line)
    } else rows.push({ lines: [line], cells })
    column = cells.findLastIndex((cell) => cell.length > 0)
  }
  return rows
}

/** One line of text for the row: cells parted by 「 | 」, empty ones too. */
export function toRowLine({ lines, cells }: TableRow): TextLine[] {
  const [first] = lines
  if (first === undefined) return []
  const pieces = cells.flatMap((cell, column) => (cell.length === 0 ? [{ ...nothing, column }] : cell.map((piece) => ({ ...piece, column }))))
  const joined = joinPieces(pieces, (index) => (pieces[index]?.column === pieces[index - 1]?.column ? ' ' : ' | '))
  const x = Math.min(...lines.map((line) => line.x))
  const right = Math.max(...lines.map((line) => line.right))
  return [{ ...first, ...joined, x, right, y: Math.min(...lines.map((line) => line.y)), isRow: true, endsWithSpace: false }]
}

const nothing: LinePiece = { text: '', box: { x: 0, y: 0, width: 0, height: 0 } }

function columnsOf(line: TextLine, strips: number[]): LinePiece[][] {
  const columns: LinePiece[][] = Array.from({ length: strips.length + 1 }, () => [])
  for (const piece of piecesOf(line)) columns[strips.filter((strip) => strip < piece.box.x + piece.box.width / 2).length]?.push(piece)
  return columns
}

function usualDistance(heights: number[]): number {
  const gaps = heights.flatMap((y, index) => (index > 0 ? [(heights[index - 1] ?? 0) - y] : [])).filter((gap) => gap > 0)
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0
}
