import type { DraftBlock } from '../../text/document-builder'
import { draftParts } from './blocks/draft-parts'
import { setNotesApart } from './blocks/set-notes-apart'
import { createLineJoiner } from './join-lines'
import { type LineRole, measureStyle, type PageStyle, roleOf } from './line-roles'
import type { TextLine } from './page-lines'

/**
 * Puts lines together into paragraphs, headings, list items and code. A PDF does not say where a paragraph ends; the marks
 * used are those a reader goes by: a wider gap, a first-line or hanging indent, a short last line, a bullet, another size.
 * A sentence that runs over the foot of a column or page goes on in the next one.
 */
interface OpenBlock {
  role: LineRole
  lines: TextLine[]
}

const chapterLabel = /^(?:chapter|part|appendix|section|제)\s*[\dA-Z]+\.?\s*(?:장|편|부)?$/i
/** Lines that begin something new wherever they stand: articles and numbered clauses of Korean statutes. */
const clauseStart = /^(?:제\s*\d+\s*조(?:의\s*\d+)?\s*\(|[①-⑳]|\[[^\]]{2,40}\]$)/u
const endsSentence = /[.!?。:…][\p{Pe}\p{Pf}"']*$/u

export function assembleBlocks(lines: TextLine[]): DraftBlock[] {
  if (lines.length === 0) return []
  const style = measureStyle(lines)
  const { body, notes } = setNotesApart(lines, style.bodySize)
  const rightEdges = measureRightEdges(lines)
  const blocks = groupLines(body, style, rightEdges).flatMap((block) => {
    const apart = block.lines.flatMap((line) => notes.get(line) ?? [])
    const around = groupLines(apart, { ...style, bodySize: apart[0]?.size ?? style.bodySize }, rightEdges)
    // In front of a paragraph that goes on after them, so that pages keep their order.
    const last = block.lines.at(-1)
    return last !== undefined && notes.has(last) ? [block, ...around] : [...around, block]
  })
  const joiner = createLineJoiner(lines)
  return blocks.map(({ role, lines: members }) => ({ kind: role.kind, level: role.level, parts: draftParts(members, role.kind === 'code', joiner) }))
}

function groupLines(lines: TextLine[], style: PageStyle, rightEdges: Map<number, number>): OpenBlock[] {
  const open: OpenBlock[] = []
  for (const [index, line] of lines.entries()) {
    const role = roleOf(line, lines[index - 1], lines[index + 1], style)
    const block = open.at(-1)
    // Of both pages where one ends: a page that holds one short line would take it for a full one.
    const pages = [block?.lines.at(-1)?.page ?? line.page, line.page]
    const rightEdge = Math.max(...pages.map((page) => rightEdges.get(page) ?? line.right))
    if (block !== undefined && continues(block, line, role, style, rightEdge)) block.lines.push(line)
    else open.push({ role, lines: [line] })
  }
  return open
}

function continues(block: OpenBlock, line: TextLine, role: LineRole, style: PageStyle, rightEdge: number): boolean {
  const previous = block.lines.at(-1)
  if (previous === undefined) return false
  const gap = (previous.y - line.y) / line.size
  if (role.kind === 'heading' || block.role.kind === 'heading') return continuesHeading(block, previous, line, role, gap)
  if (role.kind === 'code' || block.role.kind === 'code') return role.kind === block.role.kind && line.page === previous.page && gap > 0 && gap < 2.5
  if (role.kind === 'figure-caption' || line.angle !== previous.angle) return false
  if (role.kind === 'list-item' || role.kind === 'table-row' || block.role.kind === 'table-row' || clauseStart.test(line.text)) return false
  if (Math.abs(line.size - previous.size) > line.size * 0.1) return false
  if (/\p{L}[-\u2010]$/u.test(previous.text) && /^\p{Ll}/u.test(line.text)) return true
  const isFull = previous.right > rightEdge - 4 * previous.size
  if (line.page !== previous.page || gap < -0.5) return !endsSentence.test(previous.text) && (isFull || gap < -0.5)
  if (gap > Math.max(style.lineGap, 1) * 1.3) return false
  const shift = (line.x - previous.x) / line.size
  if (Math.abs(gap) > 0.5 && block.lines.length > 1 && Math.abs(shift) > 0.8) return false
  if (block.lines.length === 1 && shift > 0.8 && block.role.kind !== 'list-item' && !clauseStart.test(previous.text)) return false
  return isFull || !endsSentence.test(previous.text)
}

/** A heading goes on over several lines of its own size; 「Chapter 3」 goes on with the chapter's name. */
function continuesHeading(block: OpenBlock, previous: TextLine, line: TextLine, role: LineRole, gap: number): boolean {
  if (role.kind !== 'heading' || block.role.kind !== 'heading' || line.page !== previous.page) return false
  if (previous.bookmark !== undefined && line.bookmark !== undefined) return previous.bookmark.entry === line.bookmark.entry
  if (chapterLabel.test(previous.text) && gap > 0 && gap < 4) {
    block.role = { kind: 'heading', level: Math.min(block.role.level, role.level) }
    return true
  }
  return role.level === block.role.level && gap > -0.5 && gap < 1.8 && block.lines.length < 4 && !/^(?:\d+(?:\.\d+)+|제\s*\d+)\s/.test(line.text)
}

/** Where full lines end on each page: the 95th percentile of the right edges, so that one wide line does not count. */
function measureRightEdges(lines: TextLine[]): Map<number, number> {
  const edges = new Map<number, number[]>()
  for (const line of lines) {
    const rights = edges.get(line.page)
    if (rights === undefined) edges.set(line.page, [line.right])
    else rights.push(line.right)
  }
  return new Map([...edges].map(([page, rights]) => [page, rights.sort((a, b) => a - b)[Math.floor((rights.length - 1) * 0.95)] ?? 0]))
}
