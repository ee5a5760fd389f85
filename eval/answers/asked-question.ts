import { sentencesToCompare } from '@/lib/answer/evidence/sentences-to-compare'
import { type ScoredUnit, scoreUnits } from '@/lib/answer/quotes/score-units'
import type { Passage } from '@/lib/domain/passage'
import { extractTerms } from '@/lib/search/extract-terms'
import type { DataSet } from '../data-set'
import type { EvaluatedCorpus } from '../evaluation-rig'
import { foldOf } from '../evidence/cross-validate'

/** A question with what the search found for it in the whole corpus. */
export interface AskedQuestion {
  question: string
  answers: string[]
  gold: ReadonlySet<string>
  /** 0 or 1; all questions about an article are in one half. */
  half: number
  passages: Passage[]
  similarity: number | null
  scored: ScoredUnit[]
  /** Of the sentences that are compared with the question; null where the embedder does not serve its language. */
  cosines: ReadonlyMap<ScoredUnit, number> | null
}

/** The app's default for `top_k`. */
const topK = 8
const lanes = 3

/** In the order of the questions. */
export async function askAll(set: DataSet, corpus: EvaluatedCorpus): Promise<AskedQuestion[]> {
  const articles = new Map(set.documents.map(({ id, title }) => [id, title]))
  const asked: AskedQuestion[] = []
  let next = 0
  const lane = async () => {
    for (let index = next++; index < set.queries.length; index = next++) {
      const query = set.queries[index]
      if (query === undefined) continue
      const gold = new Set(set.relevance.get(query.id)?.keys() ?? [])
      const article = articles.get([...gold][0] ?? '') ?? query.id
      asked[index] = { question: query.text, answers: query.answers, gold, half: foldOf(`half ${article}`, 2), ...(await search(query.text, corpus)) }
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return asked
}

async function search(question: string, corpus: EvaluatedCorpus) {
  const passages = await corpus.search(question, topK)
  const similarity = await corpus.similarity(question)
  const scored = scoreUnits(question, passages, extractTerms)
  const sentences = sentencesToCompare(scored)
  const compared = await corpus.meaning.compare(
    question,
    sentences.map(({ text }) => text),
  )
  const cosines = compared && new Map(sentences.map(({ scored: one }, index) => [one, compared.cosines[index] ?? 0]))
  return { passages, similarity, scored, cosines }
}
