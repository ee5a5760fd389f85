import type { TextItem } from './open-pdf'

/** One line of a page, in the order of the page's content (which is reading order in all but odd files, columns included). */
export interface TextLine {
  page: number
  text: string
  /** Left edge, right edge and baseline in points; y grows upwards. */
  x: number
  right: number
  y: number
  /** The size and font of most of its characters. */
  size: number
  fontName: string
  isMonospace: boolean
  /** Wide gaps part it into cells, which its text joins with 「 | 」. */
  isRow: boolean
  /** The file has a space after the last word: its writer marked a word end there. */
  endsWithSpace: boolean
}

/** A baseline shift of more than this share of the font size is a new line; less is a superscript or index. */
const sameLineShift = 0.6

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
    const first = current.find((other) => other.text.trim() !== '')
    if (first !== undefined && item.text.trim() !== '' && Math.abs(item.y - first.y) > sameLineShift * Math.max(item.size, first.size)) flush()
    current.push(item)
    if (item.endsLine) flush()
  }
  flush()
  return lines
}

function toLine(items: TextItem[], page: number): TextLine | null {
  const solid = items.filter((item) => item.text.trim() !== '')
  const first = solid[0]
  if (first === undefined) return null
  const main = solid.reduce((longest, item) => (item.text.length > longest.text.length ? item : longest), first)
  const cells = splitCells(items)
  const isRow = cells.length > 1 && !leadingMark.test(cells[0] ?? '')
  return {
    page,
    text: cells.join(isRow ? ' | ' : ' '),
    x: Math.min(...solid.map((item) => item.x)),
    right: Math.max(...solid.map((item) => item.x + item.width)),
    y: main.y,
    size: main.size,
    fontName: main.fontName,
    isMonospace: solid.every((item) => item.isMonospace),
    isRow,
    endsWithSpace: /\s$/.test(items.map((item) => item.text).join('')),
  }
}

function splitCells(items: TextItem[]): string[] {
  const cells: string[] = ['']
  let right: number | null = null
  for (const item of items) {
    const isSolid = item.text.trim() !== ''
    if (isSolid && right !== null && item.x - right > cellGap * item.size) cells.push('')
    cells[cells.length - 1] += item.text
    if (isSolid) right = item.x + item.width
  }
  return cells.map((cell) => cell.replace(/\s+/g, ' ').trim()).filter((cell) => cell !== '')
}
