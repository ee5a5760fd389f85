import { AppError, toAppError } from '@/lib/domain/app-error'
import type { Passage } from '@/lib/domain/passage'
import type { Reranker } from '@/lib/domain/ports/reranker'

export interface RerankOptions {
  budgetMilliseconds: number
  signal?: AbortSignal
  /** Told of a failure; the passages then stay as they were. */
  onError: (error: AppError) => void
}

/**
 * Orders the passages by the reranker's scores, which replace theirs. Those it did not get to keep their order below the others and
 * share the lowest score, since theirs are on another scale. A reranker improves a list that is good already, so its failure must not
 * cost the answer: it is reported. Errors: only `cancelled`.
 */
export async function rerankPassages(reranker: Reranker, question: string, passages: Passage[], options: RerankOptions): Promise<Passage[]> {
  const { budgetMilliseconds, signal, onError } = options
  if (passages.length < 2) return passages
  try {
    const texts = passages.map(({ section, text }) => (section === '' ? text : `${section}\n${text}`))
    const scores = await reranker.rerank(question, texts, { budgetMilliseconds, signal })
    if (scores.length !== passages.length) throw new AppError('reranker_failed', `The reranker returned ${scores.length} scores for ${passages.length} texts`)
    return orderByScore(passages, scores)
  } catch (thrown) {
    if (signal?.aborted) throw thrown
    onError(toAppError(thrown, 'reranker_failed'))
    return passages
  }
}

function orderByScore(passages: Passage[], scores: Array<number | null>): Passage[] {
  const scored: Passage[] = []
  const unscored: Passage[] = []
  for (const [index, passage] of passages.entries()) {
    const score = scores[index]
    if (typeof score === 'number' && Number.isFinite(score)) scored.push({ ...passage, score })
    else unscored.push(passage)
  }
  if (scored.length === 0) return passages
  scored.sort((left, right) => right.score - left.score)
  const lowest = scored.at(-1)?.score ?? 0
  return [...scored, ...unscored.map((passage) => ({ ...passage, score: lowest }))]
}
