import type { Passage } from '@/lib/domain/passage'

/** The most a search reads, however many copies of one text stand before the next. */
const deepestSearch = 1_000
const growth = 4

/**
 * The best `topK` passages with each text once: the same file under two names, or a paragraph that many documents repeat, would
 * otherwise take all the places. `search` is first asked for `topK`, so that nothing changes where nothing repeats, and for
 * more only while copies leave places empty. Rejected: grouping by a hash of the text in Qdrant, which needs another indexed
 * field and leaves out the points that lack it.
 */
export async function collapseDuplicates(topK: number, search: (limit: number) => Promise<Passage[]>): Promise<Passage[]> {
  for (let limit = topK; ; limit = Math.min(limit * growth, deepestSearch)) {
    const passages = await search(limit)
    const distinct = keepFirstOfEachText(passages)
    if (distinct.length >= topK || passages.length < limit || limit >= deepestSearch) return distinct.slice(0, topK)
  }
}

function keepFirstOfEachText(passages: Passage[]): Passage[] {
  const seen = new Set<string>()
  return passages.filter(({ text }) => {
    const isNew = !seen.has(text)
    seen.add(text)
    return isNew
  })
}
