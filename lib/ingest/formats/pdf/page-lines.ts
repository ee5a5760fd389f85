import type { LayoutRun } from '@/lib/domain/normalized-document'
import { packWidths } from '@/lib/domain/page/letter-widths'
import type { Box, TextItem } from './engine/text-items'

/** One line of a page, in the order of the page's content (which is reading order in all but odd files, columns included). */
export interface TextLine {
  page: number
  text: string
  /** Left edge, right edge and baseline in points; y grows upwards. Of turned text: in a frame turned with it. */
  x: number
  right: number
  y: number
  /** Degrees clockwise from upright; missing: 0. Lines of different angles have nothing to do with each other. */
  angle?: number
  /** The size and font of most of its characters. */
  size: number
  fontName: string
  isMonospace: boolean
  /** Wide gaps part it into cells, which its text joins with 「 | 」. */
  isRow: boolean
  /** The file has a space after the last word: its writer marked a word end there. */
  endsWithSpace: boolean
  /** The line's contiguous pieces, in the order of the text: offsets into it, and where they stand on the page. */
  runs: LayoutRun[]
  /** The bookmark that names this line: its depth, from 1, and its place in the outline (lines of one heading share it). */
  bookmark?: { depth: number; entry: number }
}

/** A piece of a line before the line is put together. `text` is trimmed and has single spaces. */
export interface LinePiece {
  text: string
  box: Box
  /** As in `LayoutRun`. */
  widths?: string
}

/** A baseline shift of more than this share of the font size is a new line; less is a superscript or index. */
const sameLineShift = 0.6
/** From this gap on, in font sizes, pieces stand apart: table cells with tight gaps and the space between columns begin here. */
const pieceGap = 0.7
/** A gap of two characters' width parts table cells; justified text stays well below. */
const cellGap = 2
/** Numbers and bullets before a heading or an item stand apart as well, but are no cell. */
const leadingMark = /^(?:[\d.]+|\(?\w{1,3}[.)]|[^\p{L}\p{N}]{1,2})$/u

export function readPageLines(items: TextItem[], page: number): TextLine[] {
  const lines: TextLine[] = []
  let current: TextItem[] = []
  const flush = () => {
    const line = toLine(current, page)
    if (line !== null) lines.push(line)
    current = []
  }
  for (const item of items) {
    const first = current.find(isSolid)
    if (first !== undefined && isSolid(item) && !isSameLine(first, item)) flush()
    current.push(item)
    if (item.endsLine) flush()
  }
  flush()
  return lines
}

function isSolid(item: TextItem): boolean {
  return item.text.trim() !== ''
}

function isSameLine(first: TextItem, item: TextItem): boolean {
  return item.angle === first.angle && Math.abs(item.y - first.y) <= sameLineShift * Math.max(item.size, first.size)
}

function toLine(items: TextItem[], page: number): TextLine | null {
  const solid = items.filter(isSolid)
  const first = solid[0]
  if (first === undefined) return null
  const main = solid.reduce((longest, item) => (item.text.length > longest.text.length ? item : longest), first)
  const pieces = splitPieces(items)
  const isRow = pieces.some(({ gap }) => gap > cellGap) && !leadingMark.test(pieces[0]?.text ?? '')
  return {
    page,
    ...joinPieces(pieces, (index) => separatorBefore(pieces[index], isRow)),
    x: Math.min(...solid.map((item) => item.x)),
    right: Math.max(...solid.map((item) => item.x + item.width)),
    y: main.y,
    ...(main.angle === 0 ? {} : { angle: main.angle }),
    size: main.size,
    fontName: main.fontName,
    isMonospace: solid.every((item) => item.isMonospace),
    isRow,
    endsWithSpace: /\s$/.test(items.map((item) => item.text).join('')),
  }
}

function separatorBefore(piece: PlacedPiece | undefined, isRow: boolean): string {
  const gap = piece?.gap ?? 0
  if (isRow && gap > cellGap) return ' | '
  return piece?.followsSpace || gap > cellGap ? ' ' : ''
}

/** Puts pieces together to the text of a line, and keeps where each stands. `separator` is asked for what goes before a piece. */
export function joinPieces(pieces: LinePiece[], separator: (index: number) => string): { text: string; runs: LayoutRun[] } {
  const runs: LayoutRun[] = []
  let text = ''
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) text += separator(index)
    const { x, y, width, height } = piece.box
    const start = text.length
    text += piece.text
    if (piece.text === '') continue
    const place = [start, text.length, round(x), round(y), round(width), round(height)] as const
    runs.push(piece.widths === undefined ? [...place] : [...place, piece.widths])
  }
  return { text, runs }
}

/** The pieces of a line again, to put them together otherwise. */
export function piecesOf(line: TextLine): LinePiece[] {
  return line.runs.map(([start, end, x, y, width, height, widths]) => ({
    text: line.text.slice(start, end),
    box: { x, y, width, height },
    ...(widths === undefined ? {} : { widths }),
  }))
}

/** Tenths of a point: finer than any screen shows, and half the size when written down. */
function round(length: number): number {
  return Math.round(length * 10) / 10
}

interface PlacedPiece extends LinePiece {
  /** Distance to the piece before, in font sizes; 0 for the first. */
  gap: number
  followsSpace: boolean
}

function splitPieces(items: TextItem[]): PlacedPiece[] {
  const groups: { gap: number; followsSpace: boolean; items: TextItem[] }[] = []
  let right: number | null = null
  let spaces: TextItem[] = []
  for (const item of items) {
    if (!isSolid(item)) {
      spaces.push(item)
      continue
    }
    const gap = right === null ? 0 : (item.x - right) / (item.size || 1)
    const group = groups.at(-1)
    const followsSpace = spaces.length > 0 || /^\s/.test(item.text) || /\s$/.test(group?.items.at(-1)?.text ?? '')
    if (group === undefined || Math.abs(gap) > pieceGap) groups.push({ gap, followsSpace, items: [item] })
    else group.items.push(...spaces, item)
    spaces = []
    right = item.x + item.width
  }
  return groups.map(({ items: members, ...place }) => ({ ...place, ...joinItems(members) }))
}

function joinItems(items: TextItem[]): LinePiece {
  const box = surround(items.filter(isSolid).map((item) => item.box))
  const text = items
    .map((item) => item.text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
  const edges = joinEdges(items, box.x)
  return edges !== null && edges.length === text.length + 1 ? { text, box, widths: packWidths(edges) } : { text, box }
}

/** Where each unit of the joined text begins, and the last one ends, from `left`; null when it is not known of all. */
function joinEdges(items: TextItem[], left: number): number[] | null {
  const edges: number[] = []
  let end = 0
  let isAfterSpace = true
  for (const item of items) {
    const starts = item.edges ?? (isSolid(item) ? null : [])
    if (starts === null) return null
    for (let unit = 0; unit < item.text.length; unit += 1) {
      const isSpace = /\s/.test(item.text.charAt(unit))
      if (isSpace && isAfterSpace) continue
      isAfterSpace = isSpace
      edges.push(isSpace ? end : item.box.x - left + (starts[unit] ?? 0))
      if (!isSpace) end = item.box.x - left + (starts[unit + 1] ?? 0)
    }
  }
  if (isAfterSpace) edges.pop()
  return [...edges, end]
}

function surround(boxes: Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  return { x, y, width: right - x, height: bottom - y }
}
