import type { QdrantClient, Schemas } from '@qdrant/js-client-rest'
import type { Embedder } from '@/lib/domain/ports/embedder'
import type { SearchRequest } from '@/lib/domain/ports/vector-index'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { liveWithin } from '@/lib/qdrant/collection/point-filter'
import { searchPoints } from '@/lib/qdrant/collection/search-points'
import { exactSearchParams, searchParams } from '@/lib/qdrant/tuning/search-params'
import { encodeQueryTerms } from '@/lib/search/encode-lexical'

/** Means over the questions, 0 to 1: the share of the ten best by exact search that the search finds among its own ten. */
export interface Recall {
  dense: number
  hybrid: number
}

const places = 10

export async function measureRecall(
  client: QdrantClient,
  collection: string,
  { scope, embedder, questions }: { scope: WorkspaceScope; embedder: Pick<Embedder, 'embedQuery'>; questions: string[] },
): Promise<Recall> {
  const compare = async (request: SearchRequest) => {
    const found = await search(request, searchParams)
    const best = await search(request, exactSearchParams)
    return best.filter((id) => found.includes(id)).length / Math.max(1, best.length)
  }
  const search = async (request: SearchRequest, params: Schemas['SearchParams']) =>
    (await searchPoints(client, collection, request, liveWithin(scope), params)).map(({ pointId }) => pointId)
  let [dense, hybrid] = [0, 0]
  for (const question of questions) {
    const vector = await embedder.embedQuery(question)
    dense += await compare({ dense: vector, lexical: null, limit: places })
    hybrid += await compare({ dense: vector, lexical: encodeQueryTerms(question), limit: places })
  }
  return { dense: dense / questions.length, hybrid: hybrid / questions.length }
}
