import type { Element } from 'hast'
import { type DraftBlock, draft } from '../../text/document-builder'
import { childrenOf, findElements, type HtmlNode, isUnread, textOf } from './html-tree'

/** Elements that stand in a line of text; every other element starts a block of its own. */
const inlineTags = new Set(
  'a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark output q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)
const headingLevels = new Map([1, 2, 3, 4, 5, 6].map((level) => [`h${level}`, level]))

interface Context {
  kind: 'paragraph' | 'quote' | 'list-item' | 'figure-caption'
  /** Put before the first text of the block: the number of an ordered item. */
  marker: string
}

/** The blocks of a page in reading order: headings, paragraphs, list items, `cell | cell` rows, code, quotations, captions. */
export function readHtmlBlocks(root: HtmlNode): DraftBlock[] {
  const blocks: DraftBlock[] = []
  walk(root, { kind: 'paragraph', marker: '' }, blocks)
  return blocks
}

function walk(node: HtmlNode, context: Context, blocks: DraftBlock[]): void {
  let line = ''
  const flush = () => {
    if (line.trim() !== '') {
      blocks.push(draft(context.kind, context.marker + line.trim()))
      context.marker = ''
    }
    line = ''
  }
  for (const child of childrenOf(node)) {
    if (child.type === 'text') line += collapse(child.value)
    else if (child.type === 'element' && !isUnread(child)) {
      if (isInline(child)) line += inlineText(child)
      else {
        flush()
        readBlock(child, context, blocks)
      }
    }
  }
  flush()
}

function readBlock(element: Element, context: Context, blocks: DraftBlock[]): void {
  const level = headingLevels.get(element.tagName)
  if (level !== undefined) blocks.push(draft('heading', inlineText(element), level))
  else if (element.tagName === 'pre') blocks.push(draft('code', textOf(element)))
  else if (element.tagName === 'table') readTable(element, blocks)
  else if (element.tagName === 'ul' || element.tagName === 'ol') readList(element, blocks)
  else if (element.tagName === 'figcaption') walk(element, { kind: 'figure-caption', marker: '' }, blocks)
  else if (element.tagName === 'blockquote') walk(element, { kind: 'quote', marker: '' }, blocks)
  else walk(element, context, blocks)
}

function readList(list: Element, blocks: DraftBlock[]): void {
  let number = Number(list.properties.start ?? 1)
  for (const item of list.children) {
    if (item.type !== 'element') continue
    const marker = list.tagName === 'ol' && item.tagName === 'li' ? `${number++}. ` : ''
    walk({ type: 'root', children: item.tagName === 'li' ? item.children : [item] }, { kind: 'list-item', marker }, blocks)
  }
}

/** A table inside a cell is read as part of the cell's line. */
function readTable(table: Element, blocks: DraftBlock[]): void {
  for (const caption of findElements(table, (element) => element.tagName === 'caption')) blocks.push(draft('paragraph', inlineText(caption)))
  const rows = findElements(table, (element) => element.tagName === 'tr')
  if (isLayoutTable(rows)) {
    for (const row of rows) for (const cell of cellsOf(row)) walk(cell, { kind: 'paragraph', marker: '' }, blocks)
    return
  }
  for (const row of rows) {
    const cells = cellsOf(row).map((cell) => inlineText(cell).replace(/\s+/g, ' ').trim())
    if (cells.some((cell) => cell !== '')) blocks.push(draft('table-row', cells.join(' | ')))
  }
}

/** Old pages and mails lay out whole pages with tables: their cells hold headings, lists or further tables. */
function isLayoutTable(rows: Element[]): boolean {
  const isStructure = (element: Element) => element.tagName === 'table' || headingLevels.has(element.tagName)
  return rows.some((row) => cellsOf(row).some((cell) => findElements({ type: 'root', children: cell.children }, isStructure).length > 0))
}

function cellsOf(row: Element): Element[] {
  return row.children.filter((child): child is Element => child.type === 'element' && (child.tagName === 'td' || child.tagName === 'th') && !isUnread(child))
}

/** Inline only when nothing inside it is a block: `<a><div>…</div></a>` is read as blocks. */
function isInline(element: Element): boolean {
  if (!inlineTags.has(element.tagName)) return false
  return element.children.every((child) => child.type !== 'element' || isUnread(child) || isInline(child))
}

/** The text of an element on one line, with a break where the page has one. */
function inlineText(node: HtmlNode): string {
  if (node.type === 'text') return collapse(node.value)
  if (node.type !== 'element' && node.type !== 'root') return ''
  if (node.type === 'element') {
    if (isUnread(node)) return ''
    if (node.tagName === 'br') return '\n'
    if (node.tagName === 'img') return typeof node.properties.alt === 'string' ? node.properties.alt : ''
  }
  const gap = node.type === 'element' && !inlineTags.has(node.tagName) ? ' ' : ''
  return gap + childrenOf(node).map(inlineText).join('') + gap
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ')
}
