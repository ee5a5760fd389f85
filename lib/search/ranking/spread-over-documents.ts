import type { Passage } from '@/lib/domain/passage'

/** How many of `topK` places one document may take while others wait. */
export function placesPerDocument(topK: number): number {
  return Math.max(3, Math.ceil(topK / 2))
}

/**
 * The first `topK` with no document holding more than its share of the places; the rest of a long document comes after the best
 * of the others, and fills what they leave empty. One document that has all the answers keeps its best passages in front either way.
 */
export function spreadOverDocuments(passages: Passage[], topK: number, perDocument: number = placesPerDocument(topK)): Passage[] {
  const counts = new Map<string, number>()
  const first: Passage[] = []
  const later: Passage[] = []
  for (const passage of passages) {
    const count = (counts.get(passage.documentId) ?? 0) + 1
    counts.set(passage.documentId, count)
    ;(count <= perDocument ? first : later).push(passage)
  }
  const taken = new Set([...first, ...later].slice(0, topK))
  // What was let in stands in the order of the search again: diversity decides who is shown, not who is best.
  return passages.filter((passage) => taken.has(passage))
}
