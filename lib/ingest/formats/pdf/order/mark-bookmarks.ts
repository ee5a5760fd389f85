import type { OutlineEntry } from '../engine/read-outline'
import type { TextLine } from '../page-lines'

/** A heading in narrow columns or large type takes this many lines. */
const mostLines = 4

/**
 * Finds the lines that bookmarks name: on the page that the bookmark leads to, lines that together read as its title, spaces
 * and punctuation aside. Of several places the one in the largest type is the heading; the others are running heads and
 * references. `pages`: the lines of each page, in order.
 */
export function markBookmarks(pages: TextLine[][], outline: OutlineEntry[]): void {
  for (const [entry, { title, depth, page }] of outline.entries()) {
    const lines = pages[page - 1] ?? []
    const wanted = lettersOf(title)
    if (wanted === '') continue
    const places = lines.flatMap((_, start) => {
      const found = matchAt(lines, start, wanted)
      return found === null ? [] : [found]
    })
    const best = places.reduce<TextLine[] | null>((largest, place) => (largest === null || sizeOf(place) >= sizeOf(largest) ? place : largest), null)
    for (const line of best ?? []) line.bookmark ??= { depth, entry }
  }
}

function matchAt(lines: TextLine[], start: number, wanted: string): TextLine[] | null {
  let letters = ''
  for (let index = start; index < Math.min(lines.length, start + mostLines); index += 1) {
    const line = lines[index]
    if (line === undefined || line.bookmark !== undefined) return null
    letters += lettersOf(line.text)
    if (letters === wanted || (isNumbering(letters, wanted) && letters.endsWith(wanted))) return lines.slice(start, index + 1)
    if (letters.length > wanted.length + 12) return null
  }
  return null
}

/** Bookmarks often leave out the number that stands before the heading on the page. */
function isNumbering(letters: string, wanted: string): boolean {
  return /^(?:chapter|appendix|part|section|제)?[\p{N}a-z]{0,5}[편장절]?$/u.test(letters.slice(0, letters.length - wanted.length))
}

function sizeOf(lines: TextLine[]): number {
  return Math.min(...lines.map((line) => line.size))
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
