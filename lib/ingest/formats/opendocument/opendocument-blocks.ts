import { countReadable } from '../../text/count-readable'
import { type DraftBlock, draft } from '../../text/document-builder'
import { childElements, textOf, type XmlElement } from '../../xml/xml-tree'
import type { RowCells } from '../spreadsheet/cell-range'
import type { OpenDocumentStyles } from './opendocument-styles'

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

/** What one reading of a file shares: its styles, and the letters and digits that were left out since nobody sees them. */
export interface OpenDocumentReading {
  styles: OpenDocumentStyles
  hiddenCharacters: number
}

interface Reading {
  blocks: DraftBlock[]
  file: OpenDocumentReading
}

/** The blocks of an OpenDocument text, or of the text in any element of one: headings, paragraphs, captions, list items, table rows. */
export function readOpenDocumentBlocks(parent: XmlElement, file: OpenDocumentReading): DraftBlock[] {
  const reading: Reading = { blocks: [], file }
  readChildren(parent, 'paragraph', reading)
  return reading.blocks
}

function readChildren(parent: XmlElement, kind: 'paragraph' | 'list-item', reading: Reading): void {
  for (const child of childElements(parent)) {
    if (unreadNames.has(child.name)) continue
    if (isHiddenPart(child, reading.file)) leaveOut(child, reading.file)
    else if (child.name === 'h') readParagraph(child, 'heading', reading)
    else if (child.name === 'p') readParagraph(child, isCaption(child, reading) ? 'figure-caption' : kind, reading)
    else if (child.name === 'list') readChildren(child, 'list-item', reading)
    else if (child.name === 'table') reading.blocks.push(...readOpenDocumentRows(child, reading.file).map((row) => draft('table-row', row.text)))
    else readChildren(child, kind, reading)
  }
}

/** Sections and paragraphs by their own marks, paragraphs, spans and tables by their style. */
function isHiddenPart({ name, attributes, children }: XmlElement, { styles }: OpenDocumentReading): boolean {
  if (name === 'section')
    return attributes['text:display'] === 'none' || (attributes['text:display'] === 'condition' && attributes['text:is-hidden'] === 'true')
  if (name === 'hidden-text') return attributes['text:is-hidden'] !== 'false'
  if (name === 'table') return styles.isHidden('table', attributes['table:style-name'])
  if (name === 'span') return styles.isHidden('text', attributes['text:style-name'])
  if (name !== 'p' && name !== 'h') return false
  const isMarked = children.some((child) => typeof child !== 'string' && child.name === 'hidden-paragraph' && child.attributes['text:is-hidden'] === 'true')
  return isMarked || styles.isHidden('paragraph', attributes['text:style-name'])
}

export function leaveOut(element: XmlElement, file: OpenDocumentReading): void {
  file.hiddenCharacters += countReadable(textOf(element))
}

function isCaption(paragraph: XmlElement, { file }: Reading): boolean {
  return file.styles.captions.has(paragraph.attributes['text:style-name'] ?? '')
}

function readParagraph(paragraph: XmlElement, kind: ParagraphKind, reading: Reading): void {
  const floating: XmlElement[] = []
  const text = inlineText(paragraph, floating, reading.file)
  const level = kind === 'heading' ? Math.min(Math.max(Number(paragraph.attributes['text:outline-level'] ?? 1) || 1, 1), 6) : null
  if (text.trim() !== '') reading.blocks.push(draft(kind, text, level))
  for (const element of floating) readChildren(element, 'paragraph', reading)
}

/** The text of a paragraph on one line, with its own spaces, tabs and breaks; what floats beside it is collected apart. */
function inlineText(element: XmlElement, floating: XmlElement[], file: OpenDocumentReading): string {
  return element.children
    .map((child) => {
      if (typeof child === 'string') return child.replace(/\s+/g, ' ')
      if (child.name === 's' || child.name === 'tab') return ' '
      if (child.name === 'line-break') return '\n'
      if (child.name === 'note') floating.push(...childElements(child).filter((part) => part.name === 'note-body'))
      else if (floatingNames.has(child.name)) floating.push(child)
      else if (isHiddenPart(child, file)) leaveOut(child, file)
      else if (!unreadNames.has(child.name)) return inlineText(child, floating, file)
      return ''
    })
    .join('')
}

/** The rows of a table that show something, with the cells they take in the sheet. */
export function readOpenDocumentRows(table: XmlElement, file: OpenDocumentReading): (RowCells & { text: string })[] {
  const rows: (RowCells & { text: string })[] = []
  const hiddenColumns = findHiddenColumns(table)
  let row = 0
  for (const { element, isHidden } of rowsOf(table)) {
    if (isHidden) leaveOut(element, file)
    const { texts, firstColumn, lastColumn } = isHidden ? noCells : readCells(element, hiddenColumns, file)
    const copies = texts.length === 0 ? 0 : Math.min(countOf(element, 'table:number-rows-repeated'), maxRepeats)
    for (let copy = 0; copy < copies; copy += 1) rows.push({ text: texts.join(' | '), row: row + copy, firstColumn, lastColumn })
    row += countOf(element, 'table:number-rows-repeated')
  }
  return rows
}

interface Cells {
  texts: string[]
  firstColumn: number
  lastColumn: number
}

const noCells: Cells = { texts: [], firstColumn: -1, lastColumn: -1 }

/** Cells that another one covers have a column and no text. */
function readCells(row: XmlElement, hiddenColumns: ColumnRange[], file: OpenDocumentReading): Cells {
  const texts: string[] = []
  let [column, firstColumn, lastColumn] = [0, -1, -1]
  for (const cell of childElements(row)) {
    if (cell.name !== 'table-cell' && cell.name !== 'covered-table-cell') continue
    const count = countOf(cell, 'table:number-columns-repeated')
    const isHidden = hiddenColumns.some(({ first, last }) => column >= first && column + count - 1 <= last)
    if (isHidden) leaveOut(cell, file)
    const text = cell.name === 'table-cell' && !isHidden ? cellText(cell, file) : ''
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

interface ColumnRange {
  first: number
  last: number
}

/** A folded group shows a sign that opens it: what it holds is not hidden. */
function findHiddenColumns(table: XmlElement): ColumnRange[] {
  const ranges: ColumnRange[] = []
  let column = 0
  const visit = (parent: XmlElement, isInGroup: boolean) => {
    for (const child of childElements(parent)) {
      if (child.name === 'table-column') {
        const count = countOf(child, 'table:number-columns-repeated')
        if (!isInGroup && child.attributes['table:visibility'] === 'collapse') ranges.push({ first: column, last: column + count - 1 })
        column += count
      } else if (columnGroups.has(child.name)) visit(child, isInGroup || child.name === 'table-column-group')
    }
  }
  visit(table, false)
  return ranges
}

const columnGroups = new Set(['table-columns', 'table-header-columns', 'table-column-group'])

/** Rows stand directly in a table or in groups of header and body rows. What a filter leaves out (`filter`) is one press away. */
function rowsOf(table: XmlElement, isInGroup = false): { element: XmlElement; isHidden: boolean }[] {
  return childElements(table).flatMap((child) => {
    if (child.name === 'table-row') return [{ element: child, isHidden: !isInGroup && child.attributes['table:visibility'] === 'collapse' }]
    const isGroup = child.name === 'table-row-group'
    return isGroup || child.name === 'table-header-rows' || child.name === 'table-rows' ? rowsOf(child, isInGroup || isGroup) : []
  })
}

function cellText(cell: XmlElement, file: OpenDocumentReading): string {
  const blocks = readOpenDocumentBlocks(cell, file)
  return blocks
    .flatMap((block) => block.parts.map((part) => part.text.trim()))
    .join(' ')
    .replace(/\s+/g, ' ')
}

function countOf(element: XmlElement, attribute: string): number {
  const count = Number(element.attributes[attribute] ?? 1)
  return Number.isInteger(count) && count > 0 ? Math.min(count, largestSheet) : 1
}
