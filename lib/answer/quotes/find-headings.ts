import type { Passage } from '@/lib/domain/passage'
import { type PassageLine, passageLines } from './passage-lines'

/*
 * The lines of a passage that only announce what follows. The headings over the passage are known; those of small sections
 * that were joined into one passage are not, and are told by their looks: a short line that stands apart, ends nothing, and is
 * followed by prose or a list. A data line of a table or list looks much the same, so lines with digits or cells are left.
 */

const longestHeading = 60
const finishedLine = /[.!?…。！？:：;,][\p{Pe}\p{Pf}"'”’]*$/u
const listItem = /^(?:[-*•·]|\(?\d{1,3}[.)])\s/u
/** Shorter lines that end nothing are rather further headings or items. */
const shortestProse = 40

/** In reading order. */
export function findHeadings({ text, headingPath }: Pick<Passage, 'text' | 'headingPath'>): PassageLine[] {
  const lines = passageLines(text)
  const known = new Set(headingPath.map(normalize))
  return lines.filter((line, index) => !line.isBlank && (known.has(normalize(textOf(text, line))) || looksLikeHeading(text, lines, index)))
}

function looksLikeHeading(text: string, lines: PassageLine[], index: number): boolean {
  const line = lines[index]
  const follower = lines[index + 2]
  if (line === undefined || follower === undefined || lines[index + 1]?.isBlank !== true || line.isKeyed) return false
  const before = lines[index - 2]
  if (index > 0 && (lines[index - 1]?.isBlank !== true || before === undefined || !finishedLine.test(textOf(text, before)))) return false
  const words = textOf(text, line)
  if (words.length > longestHeading || finishedLine.test(words) || listItem.test(words) || /[\d|]/.test(words)) return false
  const next = textOf(text, follower)
  return !next.includes(' | ') && (finishedLine.test(next) || listItem.test(next) || next.length >= shortestProse)
}

function textOf(text: string, { start, end }: PassageLine): string {
  return text.slice(start, end)
}

function normalize(heading: string): string {
  return heading.replace(/\s+/g, ' ').trim()
}
