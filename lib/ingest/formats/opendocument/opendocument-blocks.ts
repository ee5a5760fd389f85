import { type DraftBlock, draft } from '../../text/document-builder'
import { childElements, type XmlElement } from '../../xml/xml-tree'

/** Parts that repeat or comment on the text: deleted passages, margin notes, generated tables of contents, form controls. */
const unreadNames = new Set(
  'tracked-changes annotation annotation-end table-of-content alphabetical-index forms sequence-decls variable-decls ruby-text event-listeners desc'.split(' '),
)
/** Elements inside a paragraph whose content is blocks of their own, read after the paragraph they hang on. */
const floatingNames = new Set(['frame', 'custom-shape', 'note', 'g'])
/** A repeat count is a number a stranger wrote; nobody repeats a row with words in it more often than this. */
const maxRepeats = 50

/** The blocks of an OpenDocument text, or of the text in any element of one: headings, paragraphs, list items, table rows. */
export function readOpenDocumentBlocks(parent: XmlElement): DraftBlock[] {
  const blocks: DraftBlock[] = []
  readChildren(parent, 'paragraph', blocks)
  return blocks
}

function readChildren(parent: XmlElement, kind: 'paragraph' | 'list-item', blocks: DraftBlock[]): void {
  for (const child of childElements(parent)) {
    if (unreadNames.has(child.name)) continue
    if (child.name === 'h') readParagraph(child, 'heading', blocks)
    else if (child.name === 'p') readParagraph(child, kind, blocks)
    else if (child.name === 'list') readChildren(child, 'list-item', blocks)
    else if (child.name === 'table') readTable(child, blocks)
    else readChildren(child, kind, blocks)
  }
}

function readParagraph(paragraph: XmlElement, kind: 'heading' | 'paragraph' | 'list-item', blocks: DraftBlock[]): void {
  const floating: XmlElement[] = []
  const text = inlineText(paragraph, floating)
  const level = kind === 'heading' ? Math.min(Math.max(Number(paragraph.attributes['text:outline-level'] ?? 1) || 1, 1), 6) : null
  if (text.trim() !== '') blocks.push(draft(kind, text, level))
  for (const element of floating) readChildren(element, 'paragraph', blocks)
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

function readTable(table: XmlElement, blocks: DraftBlock[]): void {
  for (const row of rowsOf(table)) {
    const cells = childElements(row).filter((cell) => cell.name === 'table-cell')
    const texts = cells.flatMap((cell) => Array.from({ length: repeatsOf(cell, 'table:number-columns-repeated') }, () => cellText(cell)))
    while (texts.at(-1) === '') texts.pop()
    if (texts.length === 0) continue
    const text = texts.join(' | ')
    for (let count = repeatsOf(row, 'table:number-rows-repeated'); count > 0; count -= 1) blocks.push(draft('table-row', text))
  }
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

function repeatsOf(element: XmlElement, attribute: string): number {
  const count = Number(element.attributes[attribute] ?? 1)
  return Number.isInteger(count) && count > 0 ? Math.min(count, maxRepeats) : 1
}
