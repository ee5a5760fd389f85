import { joinPieces, piecesOf, type TextLine } from '../page-lines'

/**
 * Puts columns into reading order on pages whose content is drawn line by line across them; nothing in the file says that the left
 * and the right half of such a line do not belong together. Seen by this: the pieces of text leave a white strip free
 * over many lines, the stream jumps over the strip again and again, and the pieces on both sides fill their columns as prose
 * does. Tables differ in the last point: most of their cells are short. Lines that cross the strip (titles, wide figures)
 * stay where they are and part what is above from what is below.
 *
 * Rejected: recursive cuts along white space for every page. It reorders pages whose stream is right already, and forms, tables
 * and pages with notes at the side suffer.
 */

/** Times that the stream has to jump from left to right: fewer may be a table or the head of a letter. */
const fewestJumps = 6
/** Share of the lines between the first and the last jump that may cross the strip. */
const mostCrossing = 0.3
/** What a prose line is wide at the median, as a share of its column. Cells of tables are about half as wide as their columns. */
const proseWidth = 0.6
const proseCharacters = 15
/** Points by which a piece may reach over the edge of its column. */
const slack = 1

interface Fragment {
  line: TextLine
  /** Of the line's runs: from and to, end exclusive. */
  from: number
  to: number
  left: number
  right: number
}

type Side = 'left' | 'right' | 'across'

export function orderColumns(lines: TextLine[]): TextLine[] {
  const fragments = lines.flatMap(toFragments)
  const strip = findStrip(fragments)
  if (strip === null) return lines
  const ordered: TextLine[] = []
  const columns: Record<'left' | 'right', TextLine[]> = { left: [], right: [] }
  const flush = () => {
    ordered.push(...orderColumns(columns.left), ...orderColumns(columns.right))
    columns.left = []
    columns.right = []
  }
  for (const line of lines.filter((candidate) => candidate.angle === undefined)) {
    const sides = toFragments(line).map((fragment) => sideOf(fragment, strip))
    const split = sides.indexOf('right') === -1 ? sides.length : sides.indexOf('right')
    if (sides.includes('across') || sides.includes('left', split)) {
      flush()
      ordered.push(line)
      continue
    }
    if (split > 0) columns.left.push(sliceLine(line, 0, split))
    if (split < sides.length) columns.right.push(sliceLine(line, split, sides.length))
  }
  flush()
  return [...ordered, ...lines.filter((line) => line.angle !== undefined)]
}

/** Turned text has no part in columns. */
function toFragments(line: TextLine): Fragment[] {
  if (line.angle !== undefined) return []
  return line.runs.map(([, , x, , width], index) => ({ line, from: index, to: index + 1, left: x, right: x + width }))
}

function sideOf(fragment: Fragment, strip: number): Side {
  if (fragment.right <= strip + slack) return 'left'
  return fragment.left >= strip - slack ? 'right' : 'across'
}

/** Where the right column begins; null when the page has no columns drawn line by line. */
function findStrip(fragments: Fragment[]): number | null {
  const starts = new Map<number, number>()
  for (const { left } of fragments) starts.set(Math.round(left), (starts.get(Math.round(left)) ?? 0) + 1)
  const candidates = [...starts].filter(([, count]) => count >= fewestJumps).sort((a, b) => b[1] - a[1])
  for (const [start] of candidates.slice(0, 12)) if (isColumnStrip(fragments, start - slack)) return start - slack
  return null
}

function isColumnStrip(fragments: Fragment[], strip: number): boolean {
  const sides = fragments.map((fragment) => sideOf(fragment, strip))
  const jumps = sides.flatMap((side, index) => (side === 'right' && sides[index - 1] === 'left' ? [index] : []))
  if (jumps.length < fewestJumps) return false
  const [first = 0] = jumps
  const last = jumps.at(-1) ?? first
  const inside = sides.slice(first - 1, last + 1)
  const rights = inside.filter((side) => side === 'right').length
  if (inside.filter((side) => side === 'across').length > inside.length * mostCrossing || jumps.length < rights * 0.4) return false
  const region = fragments.slice(first - 1, last + 1)
  return isProse(region.filter((fragment) => sideOf(fragment, strip) === 'left')) && isProse(region.filter((fragment) => sideOf(fragment, strip) === 'right'))
}

function isProse(fragments: Fragment[]): boolean {
  const rows = new Map<TextLine, { left: number; right: number; characters: number }>()
  for (const { line, from, left, right } of fragments) {
    const row = rows.get(line)
    const [start = 0, end = 0] = line.runs[from] ?? []
    if (row === undefined) rows.set(line, { left, right, characters: end - start })
    else Object.assign(row, { right: Math.max(row.right, right), characters: row.characters + end - start })
  }
  const all = [...rows.values()]
  const column = Math.max(...all.map((row) => row.right)) - Math.min(...all.map((row) => row.left))
  return median(all.map((row) => row.right - row.left)) >= column * proseWidth && median(all.map((row) => row.characters)) >= proseCharacters
}

function sliceLine(line: TextLine, from: number, to: number): TextLine {
  const pieces = piecesOf(line).slice(from, to)
  if (pieces.length === line.runs.length) return line
  const rectangles = line.runs.slice(from, to)
  const x = Math.min(...rectangles.map(([, , left]) => left))
  const right = Math.max(...rectangles.map(([, , left, , width]) => left + width))
  return { ...line, ...joinPieces(pieces, () => ' '), x, right, isRow: false, endsWithSpace: to === line.runs.length && line.endsWithSpace }
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
