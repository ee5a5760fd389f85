import type { Passage } from '@/lib/domain/passage'
import { extractTerms } from '../extract-terms'

/*
 * Guesses what a slip in a long word of Latin letters was meant to be. The vocabulary is what the first search found: a word of the
 * question that stands in none of those passages, while they hold one that is a letter away, is probably that one. It needs no list of
 * the library's words, and the guess is searched beside what was written, so that a rare word that is right loses little.
 */

const shortestWord = 5
const twoSlipsFrom = 9

/** Words to search as well, in lower case; empty for most questions. */
export function correctTypos(question: string, found: Array<Pick<Passage, 'text' | 'section'>>): string[] {
  const asked = [...new Set(question.toLowerCase().match(new RegExp(`(?<![\\p{L}\\p{N}])[a-z]{${shortestWord},}(?![\\p{L}\\p{N}])`, 'gu')) ?? [])]
  if (asked.length === 0 || found.length === 0) return []
  const texts = found.map(({ text, section }) => `${section}\n${text}`)
  const known = new Set(texts.flatMap(extractTerms))
  const unknown = asked.filter((word) => extractTerms(word).some((term) => !known.has(term)))
  if (unknown.length === 0) return []
  const counts = new Map<string, number>()
  for (const text of texts) for (const word of new Set(text.toLowerCase().match(/[a-z]{4,}/g))) counts.set(word, (counts.get(word) ?? 0) + 1)
  return unknown.flatMap((word) => nearestWord(word, counts) ?? [])
}

function nearestWord(word: string, counts: ReadonlyMap<string, number>): string | null {
  const most = word.length >= twoSlipsFrom ? 2 : 1
  let best: { candidate: string; distance: number; count: number } | null = null
  for (const [candidate, count] of counts) {
    if (candidate[0] !== word[0] || Math.abs(candidate.length - word.length) > most) continue
    const distance = editDistance(word, candidate, most)
    if (distance > most) continue
    if (best === null || distance < best.distance || (distance === best.distance && count > best.count)) best = { candidate, distance, count }
  }
  return best?.candidate ?? null
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment); above `most` any number above it. */
export function editDistance(left: string, right: string, most: number): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: right.length + 1 }, (_, at) => at)
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1]
      let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (isSame ? 0 : 1))
      const isSwap = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      if (isSwap) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1)
      current.push(cost)
    }
    if (Math.min(...current) > most) return most + 1
    beforeLast = last
    last = current
  }
  return last[right.length] ?? 0
}
