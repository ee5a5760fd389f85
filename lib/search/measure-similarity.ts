import type { PassageFilter } from '@/lib/domain/passage'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import type { SearchPassagesDependencies } from './search-passages'
import { servesQuery } from './serves-query'

/*
 * How near the documents come to a query in meaning: the cosine of the nearest chunk, from a search of the dense side
 * alone. The fused scores of a search cannot tell it, since the words have their part in them. The vectors are in the index
 * already, so it costs one short request and the query's vector; embedding the found passages again would cost ten times that.
 */

/** -1 to 1; 0 when nothing is stored. Null where the embedder does not serve the query's language. Errors: those of the index and the embedder. */
export async function measureSimilarity(
  { index, embedder }: SearchPassagesDependencies,
  scope: WorkspaceScope,
  { query, filter, signal }: { query: string; filter?: PassageFilter; signal?: AbortSignal },
): Promise<number | null> {
  if (!servesQuery(embedder, query)) return null
  const dense = await embedder.embedQuery(query, signal)
  const [nearest] = await index.search(scope, { dense, lexical: null, limit: 1, ...(filter === undefined ? {} : { filter }) })
  return nearest?.score ?? 0
}
