import type { QdrantClient, Schemas } from '@qdrant/js-client-rest'
import type { Passage } from '@/lib/domain/passage'
import type { SearchRequest } from '@/lib/domain/ports/vector-index'
import { callQdrant } from '../call-qdrant'
import { searchParams } from '../tuning/search-params'
import { denseVector } from './collection-schema'
import { passageOf, searchBodyFor } from './search-points'

/**
 * A search, and in the same request the cosine of the nearest chunk, which fused scores do not tell: they are scaled by
 * what else was found. The second query brings no payload. Errors: as `searchPoints`.
 */
export async function searchWithSimilarity(
  client: QdrantClient,
  collection: string,
  request: SearchRequest,
  filter: Schemas['Filter'],
): Promise<{ passages: Passage[]; similarity: number | null }> {
  const body = searchBodyFor(request, filter)
  if (body === null) return { passages: [], similarity: null }
  const nearest = request.dense && { query: Array.from(request.dense), using: denseVector, limit: 1, filter, params: searchParams }
  const searches = [{ ...body, with_payload: true }, ...(nearest ? [nearest] : [])]
  const [found, compared] = await callQdrant('search', () => client.queryBatch(collection, { searches }))
  return { passages: (found?.points ?? []).map(passageOf), similarity: nearest ? (compared?.points[0]?.score ?? 0) : null }
}
