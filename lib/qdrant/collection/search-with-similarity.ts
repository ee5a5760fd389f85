import type { QdrantClient, Schemas } from '@qdrant/js-client-rest'
import type { Passage } from '@/lib/domain/passage'
import type { SearchRequest } from '@/lib/domain/ports/vector-index'
import { callQdrant } from '../call-qdrant'
import { searchParams } from '../tuning/search-params'
import { denseVector } from './collection-schema'
import { askAgainWhenFew, passageOf, searchBodyFor } from './search-points'

/**
 * A search, and in the same request the cosine of the nearest chunk, which a sum of both sides does
 * not tell. The second query brings no payload. Errors: as `searchPoints`.
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
  const ask = () => callQdrant('search', () => client.queryBatch(collection, { searches }))
  const [found, compared] = await askAgainWhenFew(request, ask, ([fused]) => fused?.points.length ?? 0)
  return { passages: (found?.points ?? []).map(passageOf), similarity: nearest ? (compared?.points[0]?.score ?? 0) : null }
}
