/**
 * Where a place in the normalized text stands in the original. A reader of plain text changes spaces alone, so the n-th character that is not space
 * is the same in both. Errors when it is not, since every figure would be wrong.
 */
export function createOffsetMap(original: string, normalized: string): (range: { start: number; end: number }) => { start: number; end: number } {
  const places = visiblePlaces(original)
  const ordinals = new Map(visiblePlaces(normalized).map((place, ordinal) => [place, ordinal]))
  if (places.length !== ordinals.size) throw new Error('the reader changed more than spaces')
  const toOriginal = (place: number) => places[ordinals.get(place) ?? -1] ?? 0
  return ({ start, end }) => ({ start: toOriginal(start), end: toOriginal(end - 1) + 1 })
}

function visiblePlaces(text: string): number[] {
  return Array.from(text.matchAll(/\S/g), (match) => match.index)
}
