import type { Passage } from '@/lib/domain/passage'
import { splitSentences } from '@/lib/domain/split-sentences'

/*
 * What of a passage can be quoted by itself: a sentence, or a whole record. A record is a title line with the `key: value`
 * lines under it, as lists of lectures, contacts or products are written; a single line of it means nothing without the title.
 */

export interface QuotableUnit {
  kind: 'sentence' | 'record'
  /** Offsets into the passage's text. */
  start: number
  end: number
  /** Of a record: its lines, the title first. Of a sentence: itself alone. */
  lines: Array<{ start: number; end: number }>
}

interface Line {
  start: number
  end: number
  isBlank: boolean
  isKeyed: boolean
}

const keyedLine = /^\s*(?:[-*•]\s+)?\p{L}[^:：\n.!?\d]{0,24}[:：](?!\/\/)\s*\S/u
const longestTitle = 160

/** In reading order, not overlapping. */
export function quotableUnits(passage: Pick<Passage, 'text'>): QuotableUnit[] {
  const { text } = passage
  const records = findRecords(text)
  const units: QuotableUnit[] = [...records]
  let from = 0
  for (const gapEnd of [...records.map((record) => record.start), text.length]) {
    for (const { start, end } of splitSentences(text.slice(from, gapEnd))) {
      const range = { start: from + start, end: from + end }
      units.push({ kind: 'sentence', ...range, lines: [range] })
    }
    from = records.find((record) => record.start === gapEnd)?.end ?? gapEnd
  }
  return units.sort((left, right) => left.start - right.start)
}

function findRecords(text: string): QuotableUnit[] {
  const lines = linesOf(text)
  const records: QuotableUnit[] = []
  for (let index = 0; index < lines.length; index++) {
    const keyedLines = keyedLinesAfter(lines, index)
    const title = lines[index]
    if (title === undefined || !isTitle(title) || keyedLines.length === 0) continue
    const recordLines = [title, ...keyedLines].map(({ start, end }) => ({ start, end }))
    records.push({ kind: 'record', start: title.start, end: recordLines.at(-1)?.end ?? title.end, lines: recordLines })
    index += keyedLines.length
  }
  return records
}

function isTitle(line: Line): boolean {
  return !line.isBlank && !line.isKeyed && line.end - line.start <= longestTitle
}

function keyedLinesAfter(lines: Line[], index: number): Line[] {
  const following = lines.slice(index + 1)
  const end = following.findIndex((line) => !line.isKeyed)
  return end === -1 ? following : following.slice(0, end)
}

function linesOf(text: string): Line[] {
  return Array.from(text.matchAll(/[^\n]+|(?<=\n)(?=\n)/g), (match) => {
    const leading = match[0].length - match[0].trimStart().length
    const start = match.index + leading
    return { start, end: start + match[0].trim().length, isBlank: match[0].trim() === '', isKeyed: keyedLine.test(match[0]) }
  })
}
