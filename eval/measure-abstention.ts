import { mean } from '@/lib/search/lab/ranking-metrics'
import { areaUnderCurve } from './area-under-curve'
import type { DataSet } from './data-set'
import type { EvaluatedCorpus } from './evaluation-rig'
import { marginFor } from './measure-answers'

export interface AbstentionScores {
  answerableCount: number
  unanswerableCount: number
  /** Share of answerable questions refused. */
  wronglyRefused: number
  /** Share of unanswerable questions refused. */
  rightlyRefused: number
  areaUnderCurve: number
}

/** Questions on a corpus, against the same questions with the whole article they were asked about taken out (same title). */
export async function measureWithoutArticle(set: DataSet, corpus: EvaluatedCorpus): Promise<AbstentionScores> {
  const answerable: number[] = []
  const unanswerable: number[] = []
  for (const query of set.queries) {
    answerable.push(await marginFor(query, corpus))
    unanswerable.push(await marginFor(query, corpus, otherArticles(set, query.id)))
  }
  return summarize(answerable, unanswerable)
}

/** The documents whose title is not that of what the question was asked about. */
export function otherArticles(set: DataSet, queryId: string): string[] {
  const judged = set.relevance.get(queryId)
  const titles = new Set(set.documents.filter(({ id }) => judged?.has(id)).map(({ title }) => title))
  return set.documents.filter(({ title }) => !titles.has(title)).map(({ id }) => id)
}

/** Questions on their own corpus, against the same questions on a corpus about something else. */
export async function measureForeignCorpus(set: DataSet, own: EvaluatedCorpus, foreign: EvaluatedCorpus): Promise<AbstentionScores> {
  const answerable: number[] = []
  const unanswerable: number[] = []
  for (const query of set.queries) {
    answerable.push(await marginFor(query, own))
    unanswerable.push(await marginFor(query, foreign))
  }
  return summarize(answerable, unanswerable)
}

/** Each question sees only its own ten passages, all on its subject; in half of the pools none holds the answer. */
export async function measurePools(set: DataSet, corpus: EvaluatedCorpus): Promise<AbstentionScores> {
  const answerable: number[] = []
  const unanswerable: number[] = []
  for (const query of set.queries) (query.answerable ? answerable : unanswerable).push(await marginFor(query, corpus, query.pool))
  return summarize(answerable, unanswerable)
}

function summarize(answerable: number[], unanswerable: number[]): AbstentionScores {
  const refused = (margins: number[]) => mean(margins.map((margin) => Number(margin < 0)))
  return {
    answerableCount: answerable.length,
    unanswerableCount: unanswerable.length,
    wronglyRefused: refused(answerable),
    rightlyRefused: refused(unanswerable),
    areaUnderCurve: areaUnderCurve(answerable, unanswerable),
  }
}
