import type { Block, NormalizedDocument, PageSpan } from '@/lib/domain/normalized-document'
import { cleanCode, cleanLine, cleanProse } from './clean-text'

/** A block as a reader hands it over, before it has a place in the text. */
export interface DraftBlock {
  kind: Block['kind']
  /** 1 to 6 for headings, else null. */
  level: number | null
  /** The block's text; more than one part when it runs over a page break. Parts are joined by a space. */
  parts: DraftPart[]
}

export interface DraftPart {
  text: string
  /** From 1; null for formats without pages. */
  page: number | null
}

export function draft(kind: Block['kind'], text: string, level: number | null = null): DraftBlock {
  return { kind, level, parts: [{ text, page: null }] }
}

const singleLineKinds = new Set<Block['kind']>(['heading', 'list-item', 'table-row'])

/**
 * Lays blocks out in one text: an empty line between blocks, a single line break inside a list or a table.
 * Cleans every part, drops empty ones, and keeps heading paths and page spans.
 */
export function buildDocument(drafts: Iterable<DraftBlock>, title: string | null): NormalizedDocument {
  const pieces: string[] = []
  const blocks: Block[] = []
  const pages: PageSpan[] = []
  const openHeadings: { level: number; title: string }[] = []
  let length = 0
  for (const { kind, level, parts } of drafts) {
    const cleaned = parts.map((part) => ({ page: part.page, text: cleanPart(kind, part.text) })).filter((part) => part.text !== '')
    if (cleaned.length === 0) continue
    const separator = separatorBetween(blocks.at(-1)?.kind, kind)
    const start = length + separator.length
    let end = start
    for (const [index, part] of cleaned.entries()) {
      if (index > 0) end += 1
      if (part.page !== null) extendPages(pages, part.page, end, end + part.text.length)
      end += part.text.length
    }
    const text = cleaned.map((part) => part.text).join(' ')
    pieces.push(separator, text)
    length = end
    if (level !== null) while ((openHeadings.at(-1)?.level ?? 0) >= level) openHeadings.pop()
    blocks.push({ kind, start, end, level, headingPath: openHeadings.map((heading) => heading.title) })
    if (level !== null) openHeadings.push({ level, title: text })
  }
  const cleanTitle = title === null ? '' : cleanLine(title)
  return { text: pieces.join(''), blocks, pages, title: cleanTitle === '' ? null : cleanTitle }
}

function cleanPart(kind: Block['kind'], text: string): string {
  if (kind === 'code') return cleanCode(text)
  return singleLineKinds.has(kind) ? cleanLine(text) : cleanProse(text)
}

function separatorBetween(previous: Block['kind'] | undefined, next: Block['kind']): string {
  if (previous === undefined) return ''
  return previous === next && (next === 'list-item' || next === 'table-row') ? '\n' : '\n\n'
}

function extendPages(pages: PageSpan[], page: number, start: number, end: number): void {
  const last = pages.at(-1)
  if (last?.page === page) last.end = end
  else pages.push({ page, start, end })
}
