import type { QdrantClient, Schemas } from '@qdrant/js-client-rest'
import type { SparseVector } from '@/lib/domain/chunk'
import { callQdrant } from '../call-qdrant'
import { lexicalVector } from './collection-schema'

/** Questions have ten to sixty terms; one of 4,000 characters may have thousands. */
const termsPerRequest = 200

/**
 * What each term of a lexical query adds to the score of each point: stored weight x query weight x idf. The idf is the server's own,
 * kept by segment and changing with every write, so each term is asked for by itself, all in one batch over just these points: a
 * query of one term scores exactly what that term adds. Rejected: counting the points of each term and using the server's formula
 * here, which costs as many requests and would be wrong the day the formula changes.
 *
 * One map of term id to what it adds for each of `pointIds`, in their order. `filter` must hold the workspace.
 */
export async function weighTerms(
  client: QdrantClient,
  collection: string,
  request: { lexical: SparseVector; pointIds: string[] },
  filter: Schemas['Filter'],
): Promise<Array<Map<number, number>>> {
  const { lexical, pointIds } = request
  const weights = new Map(pointIds.map((pointId) => [pointId, new Map<number, number>()]))
  for (let from = 0; from < lexical.indices.length && pointIds.length > 0; from += termsPerRequest) {
    const indices = lexical.indices.slice(from, from + termsPerRequest)
    const searches = indices.map((index, offset) => ({
      query: { indices: [index], values: [lexical.values[from + offset] ?? 0] },
      using: lexicalVector,
      filter,
      limit: pointIds.length,
      with_payload: false,
    }))
    const answers = await callQdrant('weigh terms', () => client.queryBatch(collection, { searches }))
    for (const [offset, { points }] of answers.entries()) {
      const index = indices[offset]
      for (const { id, score } of points) if (index !== undefined) weights.get(String(id))?.set(index, score)
    }
  }
  return pointIds.map((pointId) => weights.get(pointId) ?? new Map<number, number>())
}
