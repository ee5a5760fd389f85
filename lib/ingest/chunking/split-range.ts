import { splitSentences } from '@/lib/domain/split-sentences'
import type { ChunkMeasure } from './chunk-measure'
import type { TextRange } from './find-records'

export interface FilledRange extends TextRange {
  fill: number
}

/** The sentences of a range; one that alone is fuller than `limit` is cut between words. */
export function splitRange(text: string, range: TextRange, measure: ChunkMeasure, limit: number): FilledRange[] {
  const sentences = splitSentences(text.slice(range.start, range.end))
  return sentences.flatMap((sentence) => cutToLimit(text, { start: range.start + sentence.start, end: range.start + sentence.end }, measure, limit))
}

function cutToLimit(text: string, range: TextRange, measure: ChunkMeasure, limit: number): FilledRange[] {
  const fill = measure.fill(text.slice(range.start, range.end))
  if (fill <= limit || range.end - range.start < 2) return [{ ...range, fill }]
  const [left, right] = halve(text, range)
  return [...cutToLimit(text, left, measure, limit), ...cutToLimit(text, right, measure, limit)]
}

/** Two parts that meet at the sentence end nearest to the middle, else at the nearest space, else anywhere but inside a character. */
export function halve(text: string, range: TextRange): [TextRange, TextRange] {
  const middle = (range.start + range.end) / 2
  const ends = splitSentences(text.slice(range.start, range.end))
    .slice(0, -1)
    .map((sentence) => range.start + sentence.end)
  const cut = nearest(ends, middle) ?? nearestSpace(text, range, middle) ?? betweenCharacters(text, Math.floor(middle))
  let next = cut
  while (next < range.end && /\s/.test(text.charAt(next))) next += 1
  return [
    { start: range.start, end: cut },
    { start: next, end: range.end },
  ]
}

function nearest(positions: number[], target: number): number | undefined {
  return positions.reduce<number | undefined>(
    (best, position) => (best === undefined || Math.abs(position - target) < Math.abs(best - target) ? position : best),
    undefined,
  )
}

function nearestSpace(text: string, range: TextRange, middle: number): number | undefined {
  const spaces = Array.from(text.slice(range.start, range.end).matchAll(/\s+/g), (match) => range.start + match.index)
  return nearest(
    spaces.filter((space) => space > range.start),
    middle,
  )
}

function betweenCharacters(text: string, position: number): number {
  return /[\uDC00-\uDFFF]/.test(text.charAt(position)) ? position + 1 : position
}
