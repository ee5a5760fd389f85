import { extractTerms } from '@/lib/search/extract-terms'

/** Texts by their terms, for finding the nearest to a claim: shared terms, rare ones counting more, over the root of the length. */
export class WordIndex {
  private readonly holders = new Map<string, string[]>()
  private readonly lengths = new Map<string, number>()

  constructor(texts: Array<{ id: string; text: string }>) {
    for (const { id, text } of texts) {
      const terms = new Set(extractTerms(text))
      this.lengths.set(id, terms.size)
      for (const term of terms) this.holders.set(term, [...(this.holders.get(term) ?? []), id])
    }
  }

  /** Best first, without `except`. */
  nearest(claim: string, except: ReadonlySet<string>, count: number): string[] {
    const scores = new Map<string, number>()
    for (const term of new Set(extractTerms(claim))) {
      const holders = this.holders.get(term) ?? []
      for (const id of holders) scores.set(id, (scores.get(id) ?? 0) + Math.log(this.lengths.size / holders.length) / Math.sqrt(this.lengths.get(id) ?? 1))
    }
    return [...scores]
      .filter(([id]) => !except.has(id))
      .sort(([, left], [, right]) => right - left)
      .slice(0, count)
      .map(([id]) => id)
  }
}
