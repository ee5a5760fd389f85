import type { QdrantClient, Schemas } from '@qdrant/js-client-rest'
import type { StoredChunk } from '@/lib/domain/passage'
import type { ChunkRange } from '@/lib/domain/ports/vector-index'
import { callQdrant } from '../call-qdrant'
import { storedChunkOf } from './chunk-payload'
import { equals } from './point-filter'

const mostChunks = 1_000

/** The chunks of all ranges in one request; `within` is the filter of the workspace. */
export async function readRanges(client: QdrantClient, collection: string, within: Schemas['Filter'], ranges: ChunkRange[]): Promise<StoredChunk[]> {
  if (ranges.length === 0) return []
  const should = ranges.map(({ documentId, version, from, until }) => ({
    must: [equals('document_id', documentId), equals('version', version), { key: 'chunk_index', range: { gte: from, lte: until } }],
  }))
  const wanted = ranges.reduce((sum, { from, until }) => sum + until - from + 1, 0)
  const limit = Math.min(mostChunks, Math.max(1, wanted))
  const { points } = await callQdrant('read points', () => client.scroll(collection, { filter: { ...within, should }, limit, with_payload: true }))
  return points.map(storedChunkOf)
}

/** The document of any point that lacks what filters ask for; null when every point of the workspace has it. */
export async function findWithoutFacts(client: QdrantClient, collection: string, within: Schemas['Filter'], except: string[]): Promise<string | null> {
  const filter = { ...within, must: [...listOf(within.must), { is_empty: { key: 'format' } }] }
  const mustNot = except.length > 0 ? { must_not: [{ key: 'document_id', match: { any: except } }] } : {}
  const { points } = await callQdrant('look for points', () => client.scroll(collection, { filter: { ...filter, ...mustNot }, limit: 1, with_payload: true }))
  return points[0] ? storedChunkOf(points[0]).documentId : null
}

function listOf(conditions: Schemas['Filter']['must']): Schemas['Condition'][] {
  if (!conditions) return []
  return Array.isArray(conditions) ? conditions : [conditions]
}
