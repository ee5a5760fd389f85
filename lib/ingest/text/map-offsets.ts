import { isDroppedInCleaning } from './clean-text'

/**
 * Finds ranges of a text again after it was cleaned. Cleaning drops spaces and invisible characters, swaps characters one for
 * one, and composes (NFC); whatever it does, the number of visible characters in decomposed form stays the same, so a
 * place is told by how many of them stand before it. Rejected: cleaning each range by itself, which composes and trims
 * differently at the edges, and a diff, which may guess.
 *
 * `ranges` are sorted and do not overlap. A range of which nothing is left comes back empty; ranges never start or end with a space.
 */
export function mapOffsets(ranges: [start: number, end: number][], raw: string, cleaned: string): [start: number, end: number][] {
  if (raw === cleaned) return ranges
  const before = countVisible(raw)
  const after = countVisible(cleaned)
  let start = 0
  let end = 0
  return ranges.map(([from, to]) => {
    const first = before[from] ?? 0
    const last = before[to] ?? 0
    if (first === last) return [0, 0]
    while (start < cleaned.length && (after[start + 1] ?? 0) <= first) start += 1
    end = Math.max(end, start)
    while (end < cleaned.length && (after[end] ?? 0) < last) end += 1
    return [start, end]
  })
}

/** For each offset of the text, how many visible decomposed characters stand before it. Inside a surrogate pair: as after it. */
function countVisible(text: string): Uint32Array {
  const counts = new Uint32Array(text.length + 1)
  let offset = 0
  let total = 0
  for (const character of text) {
    if (!isDroppedInCleaning(character)) total += character < '\u00C0' ? 1 : character.normalize('NFD').length
    for (let unit = 0; unit < character.length; unit += 1) counts[offset + unit + 1] = total
    offset += character.length
  }
  return counts
}
