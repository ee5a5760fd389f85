/** UTF-16 offsets, end exclusive. */
export interface CharacterRange {
  start: number
  end: number
}

export interface RangeScores {
  /** Share of the wanted text that was retrieved, from 0 to 1. */
  recall: number
  /** Share of the retrieved text, chunks summed, that was wanted. */
  precision: number
  /** Wanted and retrieved, over retrieved (chunks summed) plus wanted and missed. */
  intersectionOverUnion: number
}

/** The scores of one question as Chroma's evaluation defines them: text retrieved twice counts once as found and twice as read. */
export function scoreRanges(retrieved: CharacterRange[], wanted: CharacterRange[]): RangeScores {
  const wantedRanges = uniteRanges(wanted)
  const wantedLength = lengthOf(wantedRanges)
  const found = lengthOf(intersect(uniteRanges(retrieved), wantedRanges))
  const read = lengthOf(retrieved)
  return {
    recall: wantedLength === 0 ? 0 : found / wantedLength,
    precision: read === 0 ? 0 : found / read,
    intersectionOverUnion: found / (read + wantedLength - found),
  }
}

/** Sorted, and no two overlap or touch. */
function uniteRanges(ranges: CharacterRange[]): CharacterRange[] {
  const united: CharacterRange[] = []
  for (const range of ranges.toSorted((one, other) => one.start - other.start)) {
    const last = united.at(-1)
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end)
    else united.push({ ...range })
  }
  return united
}

function intersect(some: CharacterRange[], others: CharacterRange[]): CharacterRange[] {
  return some.flatMap((one) =>
    others.map((other) => ({ start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) })).filter(({ start, end }) => end > start),
  )
}

function lengthOf(ranges: CharacterRange[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0)
}
