import type { Passage } from '@/lib/domain/passage'

/** The most a search reads, however many copies or passages without the phrase stand before the next that fits. */
const deepestSearch = 1_000
const growth = 4

export interface FittingFetch {
  /** How many are asked for at first. */
  depth: number
  /** Whether so many fitting ones will do. */
  isEnough: (passages: Passage[]) => boolean
  fits: (passage: Passage) => boolean
  search: (limit: number) => Promise<Passage[]>
}

/**
 * What fits, in the order of the search. Asks once where that is enough, and else again for four times as many, to a thousand. A
 * phrase that is in none of those gives an empty list, and that is said: another passage would not be what was asked for.
 */
export async function fetchFitting({ depth, isEnough, fits, search }: FittingFetch): Promise<Passage[]> {
  for (let limit = Math.min(depth, deepestSearch); ; limit = Math.min(limit * growth, deepestSearch)) {
    const found = await search(limit)
    const fitting = found.filter(fits)
    if (isEnough(fitting) || found.length < limit || limit >= deepestSearch) return fitting
  }
}
