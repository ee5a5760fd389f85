import type { QdrantClient, Schemas } from '@qdrant/js-client-rest'
import type { ScoredPoint, SearchRequest, SideRanks } from '@/lib/domain/ports/vector-index'
import { callQdrant } from '../call-qdrant'
import { searchParams } from '../tuning/search-params'
import { denseVector, lexicalVector } from './collection-schema'

/** The list of each side by itself, as the fusion gets it, in one request and without payload. Empty for a side that is not asked. */
export async function rankSides(client: QdrantClient, collection: string, request: SearchRequest, filter: Schemas['Filter']): Promise<SideRanks> {
  const { dense, lexical, limit } = request
  const shared = { filter, limit, with_payload: false }
  const searches: Schemas['QueryRequest'][] = []
  if (dense) searches.push({ ...shared, query: Array.from(dense), using: denseVector, params: searchParams })
  const hasTerms = lexical !== null && lexical.indices.length > 0
  if (hasTerms) searches.push({ ...shared, query: lexical, using: lexicalVector })
  if (searches.length === 0) return { dense: [], lexical: [] }
  const answers = await callQdrant('rank sides', () => client.queryBatch(collection, { searches }))
  const lists = answers.map(({ points }) => points.map(({ id, score }): ScoredPoint => ({ pointId: String(id), score })))
  return { dense: dense ? (lists.shift() ?? []) : [], lexical: hasTerms ? (lists.shift() ?? []) : [] }
}
