import type { QdrantClient, Schemas } from '@qdrant/js-client-rest'
import { AppError } from '@/lib/domain/app-error'
import type { SparseVector } from '@/lib/domain/chunk'
import type { Passage } from '@/lib/domain/passage'
import type { SearchRequest } from '@/lib/domain/ports/vector-index'
import { callQdrant } from '../call-qdrant'
import { exactSearchParams, searchParams } from '../tuning/search-params'
import { storedChunkOf } from './chunk-payload'
import { denseVector, lexicalVector } from './collection-schema'

type QueryRequest = Parameters<QdrantClient['query']>[1]

/** How deep each side reads before the fusion. */
const prefetchFactor = 4
const prefetchAtLeast = 100

/**
 * A lexical score of so much counts as a cosine of 1, when both sides have the same share. MiniLM on SciFact train and XQuAD, nDCG@10:
 * 30 .740 and .985, 50 .744 and .985, 70 .744 and .983.
 */
const lexicalUnit = 50
const evenShare = 0.5

/**
 * Hybrid retrieval in one request. Each side looks for its best points; then both score the points of either, and a formula adds the two
 * scores with fixed weights. Nothing is scaled by what else was found, so a side that is sure of a passage (rare words that all match,
 * a near cosine) says so. Rejected, on SciFact train and XQuAD with MiniLM: DBSF .736 and .983 (each side scaled by the mean and deviation
 * of its list), the same with both scores of every point .739 and .983, min-max .739 and .979, RRF .721 and .975 (k 60) or .733 and
 * .979 (k 2). The table is in docs/decisions/014. With one side missing the other's own scores come back.
 *
 * Errors: invalid_request when both sides are null, qdrant_unavailable, qdrant_failed.
 */
export async function searchPoints(
  client: QdrantClient,
  collection: string,
  request: SearchRequest,
  filter: Schemas['Filter'],
  params = searchParams,
): Promise<Passage[]> {
  const body = searchBodyFor(request, filter, params)
  if (body === null) return []
  return askAgainWhenFew(
    request,
    () => queryPassages(client, collection, body),
    (passages) => passages.length,
  )
}

/**
 * A fusion scores what its sides found a moment before, and a version published in that moment takes the points of the one before away.
 * So few hits make it ask once more; where there are no more, the collection or what the filter leaves of it is so small that it costs nothing.
 */
export async function askAgainWhenFew<Found>(request: SearchRequest, ask: () => Promise<Found>, countOf: (found: Found) => number): Promise<Found> {
  const first = await ask()
  const isFusion = request.dense !== null && hasTerms(request.lexical)
  if (!isFusion || countOf(first) >= request.limit) return first
  const second = await ask()
  return countOf(second) >= countOf(first) ? second : first
}

/** Null when there is nothing to look for. Errors: invalid_request when both sides are null. */
export function searchBodyFor(request: SearchRequest, filter: Schemas['Filter'], params = searchParams): QueryRequest | null {
  if (request.dense === null && request.lexical === null) throw new AppError('invalid_request', 'A search needs a dense or a lexical query')
  const dense = request.dense && Array.from(request.dense)
  // No term to look for finds nothing; as one side of a fusion it has nothing to say.
  const lexical = hasTerms(request.lexical) ? request.lexical : null
  if (dense && lexical) return fuse({ dense, lexical, share: request.denseShare ?? evenShare, limit: request.limit, filter, params })
  if (dense) return { query: dense, using: denseVector, limit: request.limit, filter, params }
  if (lexical) return { query: lexical, using: lexicalVector, limit: request.limit, filter }
  return null
}

export async function queryPassages(client: QdrantClient, collection: string, body: QueryRequest): Promise<Passage[]> {
  const { points } = await callQdrant('search', () => client.query(collection, { ...body, with_payload: true }))
  return points.map(passageOf)
}

export function passageOf(point: Schemas['ScoredPoint']): Passage {
  return { ...storedChunkOf(point), score: point.score }
}

interface Fusion {
  dense: number[]
  lexical: SparseVector
  /** Of the dense side, 0 to 1. */
  share: number
  limit: number
  filter: Schemas['Filter']
  params: Schemas['SearchParams']
}

function fuse({ dense, lexical, share, limit, filter, params }: Fusion): QueryRequest {
  const depth = Math.max(prefetchFactor * limit, prefetchAtLeast)
  const prefetch = [
    { query: dense, using: denseVector, limit: depth, filter, params },
    { query: lexical, using: lexicalVector, limit: depth, filter },
  ]
  return {
    prefetch: [
      // Exact: of quantized vectors, the ones with all their digits.
      { prefetch, query: dense, using: denseVector, limit: 2 * depth, params: exactSearchParams },
      { prefetch, query: lexical, using: lexicalVector, limit: 2 * depth },
    ],
    query: { formula: { sum: [{ mult: [share, '$score[0]'] }, { mult: [(1 - share) / lexicalUnit, '$score[1]'] }] } },
    limit,
  }
}

function hasTerms(vector: SparseVector | null): vector is SparseVector {
  return vector !== null && vector.indices.length > 0
}
