import type { DataSet } from './data-set'
import type { EvaluatedCorpus } from './evaluation-rig'
import { isRefused, type Support, strengthOf, supportFor } from './measure-answers'
import { areaUnderCurve, mean } from './metrics'

export interface AbstentionScores {
  answerableCount: number
  unanswerableCount: number
  /** Share of answerable questions refused. */
  wronglyRefused: number
  /** Share of unanswerable questions refused. */
  rightlyRefused: number
  areaUnderCurve: number
}

const searchDepth = 60

/** Questions on a corpus, against the same questions with the whole article they were asked about taken out (same title). */
export async function measureWithoutArticle(set: DataSet, corpus: EvaluatedCorpus): Promise<AbstentionScores> {
  const titles = new Map(set.documents.map(({ id, title }) => [id, title]))
  const answerable: Support[] = []
  const unanswerable: Support[] = []
  for (const query of set.queries) {
    answerable.push(supportFor(query, await corpus.search(query.text, searchDepth), await corpus.similarity(query.text)))
    const gold = new Set([...(set.relevance.get(query.id)?.keys() ?? [])].map((id) => titles.get(id)))
    const others = set.documents.filter(({ title }) => !gold.has(title)).map(({ id }) => id)
    unanswerable.push(supportFor(query, await corpus.search(query.text, searchDepth, others), await corpus.similarity(query.text, others)))
  }
  return summarize(answerable, unanswerable)
}

/** Questions on their own corpus, against the same questions on a corpus about something else. */
export async function measureForeignCorpus(set: DataSet, own: EvaluatedCorpus, foreign: EvaluatedCorpus): Promise<AbstentionScores> {
  const answerable: Support[] = []
  const unanswerable: Support[] = []
  for (const query of set.queries) {
    answerable.push(supportFor(query, await own.search(query.text, searchDepth), await own.similarity(query.text)))
    unanswerable.push(supportFor(query, await foreign.search(query.text, searchDepth), await foreign.similarity(query.text)))
  }
  return summarize(answerable, unanswerable)
}

/** Each question sees only its own ten passages, all on its subject; in half of the pools none holds the answer. */
export async function measurePools(set: DataSet, corpus: EvaluatedCorpus): Promise<AbstentionScores> {
  const answerable: Support[] = []
  const unanswerable: Support[] = []
  for (const query of set.queries) {
    const passages = await corpus.search(query.text, searchDepth, query.pool)
    ;(query.answerable ? answerable : unanswerable).push(supportFor(query, passages, await corpus.similarity(query.text, query.pool)))
  }
  return summarize(answerable, unanswerable)
}

function summarize(answerable: Support[], unanswerable: Support[]): AbstentionScores {
  return {
    answerableCount: answerable.length,
    unanswerableCount: unanswerable.length,
    wronglyRefused: mean(answerable.map((value) => Number(isRefused(value)))),
    rightlyRefused: mean(unanswerable.map((value) => Number(isRefused(value)))),
    areaUnderCurve: areaUnderCurve(answerable.map(strengthOf), unanswerable.map(strengthOf)),
  }
}
