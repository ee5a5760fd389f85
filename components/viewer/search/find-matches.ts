import type { PageSpan } from '@/lib/domain/normalized-document'
import type { TextRange } from '../document-content'

/** More are not counted: nobody steps through so many, and one letter in a long book would be a million. */
export const mostMatches = 5_000

/**
 * Every place where the words stand, whatever their case; any space in the query also matches a line end. The search runs
 * over the normalized text and not over what a page draws: there words are joined across lines and columns are in order.
 */
export function findMatches(text: string, query: string): TextRange[] {
  const words = query.normalize('NFC').trim().split(/\s+/u).filter(Boolean)
  if (words.length === 0) return []
  const pattern = new RegExp(words.map(escapePattern).join('\\s+'), 'giu')
  const matches: TextRange[] = []
  for (const match of text.matchAll(pattern)) {
    matches.push({ start: match.index, end: match.index + match[0].length })
    if (matches.length === mostMatches) break
  }
  return matches
}

function escapePattern(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

/** The page of an offset; null where the text has no pages. */
export function pageAt(pages: PageSpan[], offset: number): number | null {
  let low = 0
  let high = pages.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((pages[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return pages[low]?.page ?? null
}

export function groupByPage(pages: PageSpan[], matches: TextRange[]): Map<number, TextRange[]> {
  const groups = new Map<number, TextRange[]>()
  for (const match of matches) {
    const page = pageAt(pages, match.start)
    if (page === null) continue
    const group = groups.get(page)
    if (group) group.push(match)
    else groups.set(page, [match])
  }
  return groups
}
