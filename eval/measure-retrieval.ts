import type { Passage } from '@/lib/domain/passage'
import { meanScores, type QueryJudgement, type RetrievalScores } from '@/lib/search/lab/ranking-metrics'
import { traceSearch } from '@/lib/search/search-passages'
import type { DataSet } from './data-set'
import type { EvaluatedCorpus } from './evaluation-rig'

/** Chunks asked for, so that ten different documents are among them. */
const chunkDepth = 60
const documentDepth = 10

export interface MeasuredRetrieval extends RetrievalScores {
  queryCount: number
  /** Of the ranking before near copies of better passages are left out: a judged paragraph may be the copy. */
  ndcgWithCopies: number
}

/** A document's rank is that of its best chunk. Queries without a judged document are left out. */
export async function measureRetrieval(set: DataSet, corpus: EvaluatedCorpus): Promise<MeasuredRetrieval> {
  const judgements: QueryJudgement[] = []
  const withCopies: QueryJudgement[] = []
  for (const query of set.queries) {
    const relevant = set.relevance.get(query.id)
    if (relevant === undefined) continue
    const { passages, retrieved } = await corpus.searchAs((parts, scope) => traceSearch(parts, scope, { query: query.text, topK: chunkDepth }))
    judgements.push({ ranking: rankDocuments(passages), relevant })
    withCopies.push({ ranking: rankDocuments(retrieved), relevant })
  }
  return { ...meanScores(judgements), ndcgWithCopies: meanScores(withCopies).ndcg, queryCount: judgements.length }
}

function rankDocuments(passages: Passage[]): string[] {
  return [...new Set(passages.map(({ documentId }) => documentId))].slice(0, documentDepth)
}
