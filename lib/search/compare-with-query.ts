import type { Embedder } from '@/lib/domain/ports/embedder'
import { servesQuery } from './serves-query'

/** How near texts come to a query in meaning, by one embedding model. Cosines of different models cannot be compared. */
export interface QueryComparison {
  modelId: string
  /** -1 to 1, in the order of the texts. */
  cosines: number[]
}

/**
 * Embeds the texts before anything that is not urgent: somebody waits. Null where the embedder does not serve the query's language.
 * Errors: those of the embedder.
 */
export async function compareWithQuery(
  embedder: Pick<Embedder, 'model' | 'embedQuery' | 'embedPassages'>,
  { query, texts, signal }: { query: string; texts: string[]; signal?: AbortSignal },
): Promise<QueryComparison | null> {
  if (!servesQuery(embedder, query)) return null
  const modelId = embedder.model.id
  const asked = await embedder.embedQuery(query, signal)
  const vectors = await embedder.embedPassages(texts, { signal, isUrgent: true })
  // The model that answers was changed in between: nothing can be compared.
  if (embedder.model.id !== modelId || vectors.some((vector) => vector.length !== asked.length)) return null
  return { modelId, cosines: vectors.map((vector) => vector.reduce((sum, value, index) => sum + value * (asked[index] ?? 0), 0)) }
}
