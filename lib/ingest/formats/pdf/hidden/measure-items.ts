import { z } from 'zod'
import type { PaintedLetter } from './painted-letters'

/*
 * Brings together what the engine says twice: its text items (words put together, spaces found, but no letter's place)
 * and the letters as they are painted. Both come in the order of the page's program, so a walk along both finds each item's
 * letters; where they differ (composed letters, right-to-left text) the walk looks ahead for the place where they agree again,
 * and an item that is not found keeps what it is, unmeasured.
 */

/** An item of the engine's text content, cut where letters are hidden. `edges`: see `TextItem`, in the page's own units. */
export interface MeasuredItem {
  item: unknown
  edges?: number[]
}

const engineItem = z.object({ str: z.string(), transform: z.array(z.number()).length(6), width: z.number(), hasEOL: z.boolean() })
type EngineItem = z.infer<typeof engineItem>

/** Letters looked ahead, and how many in a row must agree. */
const lookAhead = 600
const agreement = 6

export function measureItems(items: unknown[], letters: PaintedLetter[], hidden: ReadonlySet<PaintedLetter>): MeasuredItem[] {
  const walk = new LetterWalk(letters)
  return items.flatMap((raw): MeasuredItem[] => {
    const { data } = engineItem.safeParse(raw)
    if (data === undefined || data.str.trim() === '') return [{ item: raw }]
    const found = walk.take(data.str)
    if (found === null) return [{ item: raw }]
    const edges = edgesOf(data, found)
    if (hidden.size === 0 || !found.some((letter) => letter !== null && hidden.has(letter))) return [{ item: raw, edges }]
    return cutHidden(data, raw as object, edges, found, hidden)
  })
}

/** A letter for each UTF-16 unit of the item's text; null for spaces. */
type UnitLetters = (PaintedLetter | null)[]

class LetterWalk {
  private readonly plain: string[]
  private next = 0

  constructor(private readonly letters: PaintedLetter[]) {
    this.plain = letters.map(({ text }) => plainOf(text))
  }

  take(text: string): UnitLetters | null {
    const wanted = plainOf(text)
    const start = this.find(wanted)
    if (start === null) return null
    const units: UnitLetters = []
    let letter = start
    let left = this.plain[letter] ?? ''
    for (const character of text) {
      const parts = plainOf(character)
      if (parts === '') {
        for (let unit = 0; unit < character.length; unit += 1) units.push(null)
        continue
      }
      while (left === '' && letter + 1 < this.letters.length) {
        letter += 1
        left = this.plain[letter] ?? ''
      }
      if (!left.startsWith(parts) && !parts.startsWith(left)) return null
      for (let unit = 0; unit < character.length; unit += 1) units.push(this.letters[letter] ?? null)
      // A character may be composed of several letters that were painted one by one.
      for (let rest = parts.length; rest > 0; ) {
        const used = Math.min(rest, left.length)
        left = left.slice(used)
        rest -= used
        if (rest === 0 || letter + 1 >= this.letters.length) break
        letter += 1
        left = this.plain[letter] ?? ''
      }
    }
    this.next = left === '' ? letter + 1 : letter
    return units
  }

  private find(wanted: string): number | null {
    const beginning = wanted.slice(0, agreement)
    for (let start = this.next; start < Math.min(this.letters.length, this.next + lookAhead); start += 1) {
      let seen = this.plain[start] ?? ''
      if (seen === '' || (!beginning.startsWith(seen) && !seen.startsWith(beginning))) continue
      for (let more = start + 1; seen.length < beginning.length && more < this.plain.length; more += 1) seen += this.plain[more] ?? ''
      if (seen.startsWith(beginning)) return start
    }
    return null
  }
}

function plainOf(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '')
}

/** Where each unit begins, and the last one ends, along the baseline from the item's beginning; never going back. */
function edgesOf({ str, transform, width }: EngineItem, units: UnitLetters): number[] {
  const [a = 1, b = 0, , , x = 0, y = 0] = transform
  const length = Math.hypot(a, b) || 1
  const along = ([pointX, pointY]: [number, number]) => ((pointX - x) * a + (pointY - y) * b) / length
  const edges: number[] = []
  let reached = 0
  for (const [index, letter] of units.entries()) {
    // Units of one letter (a ligature, a pair of surrogates) share its width.
    const before = countSame(units, index, -1)
    const share = letter === null ? 0 : before / (before + countSame(units, index, 1) + 1)
    const place = letter === null ? reached : along(letter.from) + (along(letter.to) - along(letter.from)) * share
    edges.push(Math.max(edges.at(-1) ?? 0, place))
    if (letter !== null) reached = Math.max(reached, along(letter.to))
  }
  edges.push(Math.max(edges.at(-1) ?? 0, str.endsWith(' ') ? width : reached))
  return edges
}

function countSame(units: UnitLetters, index: number, step: 1 | -1): number {
  const letter = units[index]
  let count = 0
  while (letter !== null && letter !== undefined && units[index + step * (count + 1)] === letter) count += 1
  return count
}

/** The parts of the item that are seen, each an item of its own. */
function cutHidden(data: EngineItem, raw: object, edges: number[], units: UnitLetters, hidden: ReadonlySet<PaintedLetter>): MeasuredItem[] {
  const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = data.transform
  const length = Math.hypot(a, b) || 1
  const parts: MeasuredItem[] = []
  for (let start = 0; start < units.length; ) {
    const isHidden = (index: number) => {
      const letter = units[index]
      return letter !== null && letter !== undefined && hidden.has(letter)
    }
    let end = start
    while (end < units.length && isHidden(end) === isHidden(start)) end += 1
    const first = edges[start] ?? 0
    if (!isHidden(start) && data.str.slice(start, end).trim() !== '') {
      const transform = [a, b, c, d, x + (a / length) * first, y + (b / length) * first]
      const item = { ...raw, str: data.str.slice(start, end), transform, width: (edges[end] ?? first) - first, hasEOL: data.hasEOL && end === units.length }
      parts.push({ item, edges: edges.slice(start, end + 1).map((edge) => edge - first) })
    }
    start = end
  }
  // The line ends here all the same.
  if (data.hasEOL && !(parts.at(-1)?.item as { hasEOL?: boolean } | undefined)?.hasEOL) parts.push({ item: { ...raw, str: '', width: 0, hasEOL: true } })
  return parts
}
