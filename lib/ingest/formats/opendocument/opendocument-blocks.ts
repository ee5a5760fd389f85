import { type DraftBlock, draft } from '../../text/document-builder'
import { childElements, type XmlElement } from '../../xml/xml-tree'
import type { RowCells } from '../spreadsheet/cell-range'

/** Parts that repeat or comment on the text: deleted passages, margin notes, generated tables of contents, form controls. */
const unreadNames = new Set(
  'tracked-changes annotation annotation-end table-of-content alphabetical-index forms sequence-decls variable-decls ruby-text event-listeners desc'.split(' '),
)
/** Elements inside a paragraph whose content is blocks of their own, read after the paragraph they hang on. */
const floatingNames = new Set(['frame', 'custom-shape', 'note', 'g'])
/** A repeat count is a number a stranger wrote; nobody repeats a row with words in it more often than this. */
const maxRepeats = 50
/** Rows of the largest sheet that programs make. */
const largestSheet = 1_048_576

type ParagraphKind = 'heading' | 'paragraph' | 'list-item' | 'figure-caption'

interface Reading {
  blocks: DraftBlock[]
  captionStyles: ReadonlySet<string>
}

/** The blocks of an OpenDocument text, or of the text in any element of one: headings, paragraphs, captions, list items, table rows. */
export function readOpenDocumentBlocks(parent: XmlElement, captionStyles: ReadonlySet<string> = new Set()): DraftBlock[] {
  const reading: Reading = { blocks: [], captionStyles }
  readChildren(parent, 'paragraph', reading)
  return reading.blocks
}

function readChildren(parent: XmlElement, kind: 'paragraph' | 'list-item', reading: Reading): void {
  for (const child of childElements(parent)) {
    if (unreadNames.has(child.name)) continue
    if (child.name === 'h') readParagraph(child, 'heading', reading)
    else if (child.name === 'p') readParagraph(child, isCaption(child, reading) ? 'figure-caption' : kind, reading)
    else if (child.name === 'list') readChildren(child, 'list-item', reading)
    else if (child.name === 'table') reading.blocks.push(...readOpenDocumentRows(child).map((row) => draft('table-row', row.text)))
    else readChildren(child, kind, reading)
  }
}

function isCaption(paragraph: XmlElement, { captionStyles }: Reading): boolean {
  return captionStyles.has(paragraph.attributes['text:style-name'] ?? '')
}

function readParagraph(paragraph: XmlElement, kind: ParagraphKind, reading: Reading): void {
  const floating: XmlElement[] = []
  const text = inlineText(paragraph, floating)
  const level = kind === 'heading' ? Math.min(Math.max(Number(paragraph.attributes['text:outline-level'] ?? 1) || 1, 1), 6) : null
  if (text.trim() !== '') reading.blocks.push(draft(kind, text, level))
  for (const element of floating) readChildren(element, 'paragraph', reading)
}

/** The text of a paragraph on one line, with its own spaces, tabs and breaks; what floats beside it is collected apart. */
function inlineText(element: XmlElement, floating: XmlElement[]): string {
  return element.children
    .map((child) => {
      if (typeof child === 'string') return child.replace(/\s+/g, ' ')
      if (child.name === 's' || child.name === 'tab') return ' '
      if (child.name === 'line-break') return '\n'
      if (child.name === 'note') floating.push(...childElements(child).filter((part) => part.name === 'note-body'))
      else if (floatingNames.has(child.name)) floating.push(child)
      else if (!unreadNames.has(child.name)) return inlineText(child, floating)
      return ''
    })
    .join('')
}

/** The rows of a table that hold something, with the cells they take in the sheet. */
export function readOpenDocumentRows(table: XmlElement): (RowCells & { text: string })[] {
  const rows: (RowCells & { text: string })[] = []
  let row = 0
  for (const element of rowsOf(table)) {
    const { texts, firstColumn, lastColumn } = readCells(element)
    const copies = texts.length === 0 ? 0 : Math.min(countOf(element, 'table:number-rows-repeated'), maxRepeats)
    for (let copy = 0; copy < copies; copy += 1) rows.push({ text: texts.join(' | '), row: row + copy, firstColumn, lastColumn })
    row += countOf(element, 'table:number-rows-repeated')
  }
  return rows
}

/** Cells that another one covers have a column and no text. */
function readCells(row: XmlElement): { texts: string[]; firstColumn: number; lastColumn: number } {
  const texts: string[] = []
  let [column, firstColumn, lastColumn] = [0, -1, -1]
  for (const cell of childElements(row)) {
    if (cell.name !== 'table-cell' && cell.name !== 'covered-table-cell') continue
    const count = countOf(cell, 'table:number-columns-repeated')
    const text = cell.name === 'table-cell' ? cellText(cell) : ''
    if (cell.name === 'table-cell') texts.push(...Array.from({ length: Math.min(count, maxRepeats) }, () => text))
    if (text !== '') {
      if (firstColumn === -1) firstColumn = column
      lastColumn = column + count - 1
    }
    column += count
  }
  while (texts.at(-1) === '') texts.pop()
  return { texts, firstColumn, lastColumn }
}

/** Rows stand directly in a table or in groups of header and body rows. */
function rowsOf(table: XmlElement): XmlElement[] {
  return childElements(table).flatMap((child) => {
    if (child.name === 'table-row') return [child]
    return ['table-header-rows', 'table-rows', 'table-row-group'].includes(child.name) ? rowsOf(child) : []
  })
}

function cellText(cell: XmlElement): string {
  const blocks = readOpenDocumentBlocks(cell)
  return blocks
    .flatMap((block) => block.parts.map((part) => part.text.trim()))
    .join(' ')
    .replace(/\s+/g, ' ')
}

function countOf(element: XmlElement, attribute: string): number {
  const count = Number(element.attributes[attribute] ?? 1)
  return Number.isInteger(count) && count > 0 ? Math.min(count, largestSheet) : 1
}
