import { fromHtml } from 'hast-util-from-html'
import type { List, Nodes, Root, Table } from 'mdast'
import { type DraftBlock, draft } from '../../text/document-builder'
import { readHtmlBlocks } from '../html/html-blocks'

type Kind = 'paragraph' | 'quote'

/** Lines at least this long that follow each other were broken by an editor's margin, not by the writer. */
const wrappedLineLength = 60

/** The blocks of a Markdown tree in reading order. Link targets, emphasis marks and reference definitions are left out. */
export function readMarkdownBlocks(tree: Root): DraftBlock[] {
  const blocks: DraftBlock[] = []
  for (const node of tree.children) readNode(node, 'paragraph', blocks)
  return blocks
}

function readNode(node: Nodes, kind: Kind, blocks: DraftBlock[]): void {
  switch (node.type) {
    case 'heading':
      blocks.push(draft('heading', inlineText(node), node.depth))
      break
    case 'paragraph':
      blocks.push(draft(kind, joinWrappedLines(inlineText(node))))
      break
    case 'code':
      blocks.push(draft('code', node.value))
      break
    case 'html':
      blocks.push(...readHtmlBlocks(fromHtml(node.value, { fragment: true })))
      break
    case 'list':
      readList(node, kind, blocks)
      break
    case 'table':
      readTable(node, blocks)
      break
    case 'blockquote':
      for (const child of node.children) readNode(child, 'quote', blocks)
      break
    case 'footnoteDefinition':
      for (const child of node.children) readNode(child, kind, blocks)
      break
  }
}

function readList(list: List, kind: Kind, blocks: DraftBlock[]): void {
  let number = list.start ?? 1
  for (const item of list.children) {
    let marker = list.ordered ? `${number++}. ` : ''
    for (const child of item.children) {
      if (child.type !== 'paragraph') readNode(child, kind, blocks)
      else {
        blocks.push(draft('list-item', marker + inlineText(child)))
        marker = ''
      }
    }
  }
}

function readTable(table: Table, blocks: DraftBlock[]): void {
  for (const row of table.children) blocks.push(draft('table-row', row.children.map((cell) => inlineText(cell).trim()).join(' | ')))
}

function inlineText(node: Nodes): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value
    case 'break':
      return '\n'
    case 'image':
    case 'imageReference':
      return node.alt ?? ''
    case 'html':
      return /^<br\s*\/?>$/i.test(node.value) ? '\n' : ''
    default:
      return 'children' in node ? node.children.map(inlineText).join('') : ''
  }
}

/** Joins lines only where every line but the last is long: short ones (`강사: …`) were broken on purpose. */
function joinWrappedLines(text: string): string {
  const lines = text.split('\n')
  const isWrapped = lines.slice(0, -1).every((line) => line.length >= wrappedLineLength)
  return isWrapped ? lines.join(' ') : text
}
