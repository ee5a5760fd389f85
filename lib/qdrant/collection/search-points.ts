import type { QdrantClient, Schemas } from '@qdrant/js-client-rest'
import { AppError } from '@/lib/domain/app-error'
import type { SparseVector } from '@/lib/domain/chunk'
import type { Passage } from '@/lib/domain/passage'
import type { SearchRequest } from '@/lib/domain/ports/vector-index'
import { callQdrant } from '../call-qdrant'
import { storedChunkOf } from './chunk-payload'
import { denseVector, lexicalVector } from './collection-schema'

type QueryRequest = Parameters<QdrantClient['query']>[1]

/**
 * How deep each side reads before the fusion. DBSF scales each side by the mean and deviation of what it returned, so a
 * short list would make the scale depend on chance; four times the limit keeps passages that only one side ranks high.
 */
const prefetchFactor = 4
const prefetchAtLeast = 100

/**
 * Hybrid retrieval in one request: a dense and a lexical prefetch, fused by Qdrant with distribution-based score fusion.
 * DBSF and not RRF: on SciFact nDCG@10 .736 against .705, on KorQuAD .876 against .318, on the real server. With one side
 * missing the other's own scores come back.
 *
 * Errors: invalid_request when both sides are null, qdrant_unavailable, qdrant_failed.
 */
export async function searchPoints(client: QdrantClient, collection: string, request: SearchRequest, filter: Schemas['Filter']): Promise<Passage[]> {
  if (request.dense === null && request.lexical === null) throw new AppError('invalid_request', 'A search needs a dense or a lexical query')
  const dense = request.dense && Array.from(request.dense)
  // No term to look for finds nothing; as one side of a fusion it has nothing to say.
  const lexical = hasTerms(request.lexical) ? request.lexical : null
  const body = queryFor(dense, lexical, request.limit, filter)
  if (body === null) return []
  return queryPassages(client, collection, body)
}

export async function queryPassages(client: QdrantClient, collection: string, body: QueryRequest): Promise<Passage[]> {
  const { points } = await callQdrant('search', () => client.query(collection, { ...body, with_payload: true }))
  return points.map((point) => ({ ...storedChunkOf(point), score: point.score }))
}

function queryFor(dense: number[] | null, lexical: SparseVector | null, limit: number, filter: Schemas['Filter']): QueryRequest | null {
  if (dense && lexical) {
    const depth = Math.max(prefetchFactor * limit, prefetchAtLeast)
    return {
      prefetch: [
        { query: dense, using: denseVector, limit: depth, filter },
        { query: lexical, using: lexicalVector, limit: depth, filter },
      ],
      query: { fusion: 'dbsf' },
      filter,
      limit,
    }
  }
  if (dense) return { query: dense, using: denseVector, limit, filter }
  if (lexical) return { query: lexical, using: lexicalVector, limit, filter }
  return null
}

function hasTerms(vector: SparseVector | null): vector is SparseVector {
  return vector !== null && vector.indices.length > 0
}
