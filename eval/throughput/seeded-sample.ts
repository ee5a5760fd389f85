/** The same numbers, 0 to 1, on every run with the same seed (mulberry32): a sample that a second run cannot draw luckier. */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** `count` of the items in random order, each equally likely; all of them where there are fewer. */
export function drawSample<Item>(items: readonly Item[], count: number, next: () => number): Item[] {
  const left = [...items]
  for (let index = 0; index < Math.min(count, left.length); index += 1) {
    const other = index + Math.floor(next() * (left.length - index))
    const drawn = left[other] as Item
    left[other] = left[index] as Item
    left[index] = drawn
  }
  return left.slice(0, count)
}
