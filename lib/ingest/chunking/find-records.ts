import type { Block } from '@/lib/domain/normalized-document'

/**
 * Finds lists of like items: lectures, products, contacts, questions with answers, each a few labelled lines. Such an
 * item is what a question asks for (「the lecture on chatbots: who gives it, what must I know?」), so each becomes a chunk of its own:
 * two in one chunk mix their fields, half of one answers nothing.
 *
 * How: first every paragraph is taken as a candidate; where that finds nothing, lines are grouped from one recurring
 * line (`[TAG] …`, or a label such as `Title:`) to the next. Three candidates in a row with the same labels or the same
 * shape of lines are records. Rejected: asking for equal lengths or word statistics, which lists of short prose fulfil by chance.
 */
export interface TextRange {
  start: number
  end: number
}

const fewestRecords = 3
const labelPattern = /^(?:[-*•]\s+)?([\p{L}\p{N}][\p{L}\p{N} ._()/-]{0,19}?)\s*[:：](?!\/\/)/u
const inlineLabelPattern = /(?:^|\s[/|·,;]\s*)([\p{L}][\p{L}\p{N} ]{0,14}?)\s*[:：](?!\/\/)/gu
const tagPattern = /^\[([^\]\n]{1,30})\]/

/** Records among the body blocks of one section, in order. A range covers whole lines and may span blocks. */
export function findRecords(text: string, blocks: Block[]): TextRange[] {
  const body = blocks.filter((block) => block.kind === 'paragraph' || block.kind === 'list-item' || block.kind === 'quote')
  const byBlock = alikeRuns(
    text,
    body.map(({ start, end }) => ({ start, end })),
  )
  if (byBlock.length > 0) return byBlock
  return alikeRuns(text, groupLines(text, body))
}

/** Keeps the ranges that stand in runs of at least `fewestRecords` alike. */
function alikeRuns(text: string, ranges: TextRange[]): TextRange[] {
  const shapes = ranges.map((range) => shapeOf(text.slice(range.start, range.end)))
  const records: TextRange[] = []
  let runStart = 0
  for (let index = 1; index <= ranges.length; index += 1) {
    const shape = shapes[index]
    const previous = shapes[index - 1]
    if (shape !== undefined && previous !== undefined && isAlike(previous, shape)) continue
    if (index - runStart >= fewestRecords) records.push(...ranges.slice(runStart, index))
    runStart = index
  }
  return records
}

interface RecordShape {
  lineCount: number
  tag: string | null
  labels: Set<string>
}

function shapeOf(text: string): RecordShape {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const labels = lines.flatMap((line) => [labelPattern.exec(line)?.[1], ...Array.from(line.matchAll(inlineLabelPattern), (match) => match[1])])
  return {
    lineCount: lines.length,
    tag: tagPattern.exec(lines[0] ?? '')?.[1] ?? null,
    labels: new Set(labels.filter((label) => label !== undefined).map((label) => label.toLowerCase())),
  }
}

function isAlike(one: RecordShape, other: RecordShape): boolean {
  const shared = [...one.labels].filter((label) => other.labels.has(label)).length
  if (shared >= 2) return true
  if (one.lineCount < 2 || other.lineCount < 2) return false
  const hasTags = one.tag !== null && other.tag !== null
  return (shared === 1 && (hasTags || one.lineCount === other.lineCount)) || (hasTags && one.lineCount === other.lineCount)
}

/** Groups of lines that each begin with the line that recurs: a tag or a label, with an unlabelled title line before it if all have one. */
function groupLines(text: string, blocks: Block[]): TextRange[] {
  const lines = blocks.flatMap((block) => linesOf(text, block))
  const keys = lines.map((line) => anchorKey(text.slice(line.start, line.end)))
  const counts = new Map<string, number>()
  for (const key of keys) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1)
  const anchor = keys.find((key) => key !== null && (counts.get(key) ?? 0) >= fewestRecords)
  if (anchor === undefined) return []
  const starts = keys.flatMap((key, index) => (key === anchor ? [index] : []))
  const hasTitles = anchor !== '[]' && starts.every((start) => start > 0 && keys[start - 1] === null)
  const firsts = hasTitles ? starts.map((start) => start - 1) : starts
  return firsts.flatMap((first, index) => {
    const from = lines[first]
    const to = lines[(firsts[index + 1] ?? lines.length) - 1]
    return from === undefined || to === undefined ? [] : [{ start: from.start, end: to.end }]
  })
}

function anchorKey(line: string): string | null {
  if (tagPattern.test(line)) return '[]'
  return labelPattern.exec(line)?.[1]?.toLowerCase() ?? null
}

function linesOf(text: string, block: Block): TextRange[] {
  const lines: TextRange[] = []
  let start = block.start
  while (start < block.end) {
    const newline = text.indexOf('\n', start)
    const end = newline === -1 || newline > block.end ? block.end : newline
    if (end > start) lines.push({ start, end })
    start = end + 1
  }
  return lines
}
