import { meanScores, type QueryJudgement, type RetrievalScores } from '@/lib/search/lab/ranking-metrics'
import type { DataSet } from './data-set'
import type { EvaluatedCorpus } from './evaluation-rig'

/** Chunks asked for, so that ten different documents are among them. */
const chunkDepth = 60
const documentDepth = 10

/** A document's rank is that of its best chunk. Queries without a judged document are left out. */
export async function measureRetrieval(set: DataSet, corpus: EvaluatedCorpus): Promise<RetrievalScores & { queryCount: number }> {
  const judgements: QueryJudgement[] = []
  for (const query of set.queries) {
    const relevant = set.relevance.get(query.id)
    if (relevant === undefined) continue
    const passages = await corpus.search(query.text, chunkDepth)
    const ranking = [...new Set(passages.map(({ documentId }) => documentId))].slice(0, documentDepth)
    judgements.push({ ranking, relevant })
  }
  return { ...meanScores(judgements), queryCount: judgements.length }
}
