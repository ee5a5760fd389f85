import type { LinePiece, TextLine } from '../page-lines'
import { isCaption } from './captions'
import { groupRows, type TableRow, toRowLine } from './table-rows'

/**
 * Recognises tables that are drawn as nothing but text: at least three lines on end whose pieces leave the same white strips
 * free, with cells that begin, end or are centred at the same place. So cells are told apart where the gaps are tight, empty
 * cells keep their column, and a cell of several lines stays one cell. Justified prose has wide gaps as well, but no two
 * of its lines have them at the same place; lists have them after the bullet only. Rejected: ruling lines. Many tables
 * have none, and many that are no tables have them.
 */
const fewestRows = 3
/** No page has more; hostile ones do. */
const mostLines = 200
/** In font sizes: a white strip that parts columns, and how well edges must agree. */
const stripWidth = 0.5
const sameEdge = 0.35
/** In font sizes: lines further down do not belong to one table, nor do those further up than a tall cell. */
const widestGap = 5
const tallestCell = 9
const mark = /^(?:[\d.]+|\(?\w{1,3}[.)]|[^\p{L}\p{N}]{1,2}|[①-⑳])$/u
const leaders = /(?:\.\s?){4,}|…{2,}/

interface Table {
  /** Index of the line after the last. */
  end: number
  rows: TableRow[]
  columns: number
}

export function findTables(lines: TextLine[]): TextLine[] {
  const found: TextLine[] = []
  let index = 0
  while (index < lines.length) {
    const table = tableAt(lines, index)
    found.push(...(table === null ? lines.slice(index, index + 1) : table.rows.flatMap(toRowLine)))
    index = table?.end ?? index + 1
  }
  return found
}

/** A head whose cells span several columns would hide these: the table then begins below it. */
function tableAt(lines: TextLine[], start: number): Table | null {
  const table = growTable(lines, start)
  if (table === null) return null
  const later = [1, 2].map((offset) => growTable(lines, start + offset))
  return later.some((other) => other !== null && other.columns > table.columns && other.end >= table.end) ? null : table
}

function growTable(lines: TextLine[], start: number): Table | null {
  const first = lines[start]
  if (first === undefined || first.runs.length < 2 || !mayBeRow(first)) return null
  let best: Table | null = null
  for (let end = start + 2; end <= Math.min(lines.length, start + mostLines); end += 1) {
    const [before, last] = [lines[end - 2], lines[end - 1]]
    if (before === undefined || last === undefined || !mayBeRow(last) || !isNear(before, last)) break
    const region = lines.slice(start, end)
    const strips = stripsOf(region)
    if (strips.length === 0 || strips.length + 1 < (best?.columns ?? 0)) break
    const rows = groupRows(region, strips)
    if (endsInTable(last, strips) && isTable(rows, last.size)) best = { end, rows, columns: strips.length + 1 }
  }
  return best
}

/** A single piece at the left edge after a table is the text that goes on below it. */
function endsInTable(last: TextLine, strips: number[]): boolean {
  return last.runs.length > 1 || last.x > (strips[0] ?? 0)
}

function mayBeRow(line: TextLine): boolean {
  return line.angle === undefined && !line.isMonospace && line.bookmark === undefined && !leaders.test(line.text) && !isCaption(line.text)
}

function isNear(line: TextLine, next: TextLine): boolean {
  const gap = (line.y - next.y) / line.size
  return line.page === next.page && gap > -tallestCell && gap < widestGap
}

/** The white strips that all lines leave free, by their middle. */
function stripsOf(lines: TextLine[]): number[] {
  const size = Math.max(...lines.map((line) => line.size))
  const spans = lines.flatMap((line) => line.runs.map(([, , x, , width]): [number, number] => [x, x + width])).sort((a, b) => a[0] - b[0])
  const strips: number[] = []
  let right = spans[0]?.[1] ?? 0
  for (const [x, end] of spans) {
    if (x - right >= stripWidth * size) strips.push((right + x) / 2)
    right = Math.max(right, end)
  }
  return strips
}

function isTable(rows: TableRow[], size: number): boolean {
  const full = rows.filter(({ cells }) => cells.filter((cell) => cell.length > 0).length > 1)
  if (full.length < fewestRows || full.length < rows.length * 0.6) return false
  const firsts = full.map(({ cells }) => cells[0]?.map((piece) => piece.text).join(' ') ?? '')
  const columns = full[0]?.cells.length ?? 0
  if (columns === 2 && firsts.every((text) => mark.test(text))) return false
  const edges = Array.from({ length: columns - 1 }, (_, index) => full.flatMap(({ cells }) => edgesOf(cells[index + 1] ?? [])))
  return edges.some((places) => places.length >= fewestRows && isAligned(places, sameEdge * size))
}

/** Of the first line of a cell. */
function edgesOf([piece]: LinePiece[]): [left: number, right: number, middle: number][] {
  if (piece === undefined) return []
  const { x, width } = piece.box
  return [[x, x + width, x + width / 2]]
}

/** The head of a column may stand otherwise than its cells. */
function isAligned(edges: [number, number, number][], tolerance: number): boolean {
  return [0, 1, 2].some((side) => {
    const places = edges.map((edge) => edge[side] ?? 0)
    const usual = places.toSorted((a, b) => a - b)[Math.floor(places.length / 2)] ?? 0
    return places.filter((place) => Math.abs(place - usual) <= tolerance).length >= Math.max(fewestRows, places.length * 0.75)
  })
}
