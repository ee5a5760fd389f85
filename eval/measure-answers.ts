import { answerQuestion } from '@/lib/answer/answer-question'
import { evidenceMargin } from '@/lib/answer/evidence/evidence-margin'
import { scoreUnits } from '@/lib/answer/quotes/score-units'
import type { Answer } from '@/lib/domain/answer'
import type { Passage } from '@/lib/domain/passage'
import { extractTerms } from '@/lib/search/extract-terms'
import { mean } from '@/lib/search/lab/ranking-metrics'
import { plainText } from './answers/measure-quoted-answers'
import type { DataSet, EvaluationQuery } from './data-set'
import type { EvaluatedCorpus } from './evaluation-rig'

/** The app's default for `top_k`. */
const topK = 8
const searchDepth = 60

export interface AnswerScores {
  queryCount: number
  /** Share whose gold answer stands in what is shown (at most three quotes). */
  hitRate: number
  /** The same for the places cited: every shown sentence must be an exact slice of its document. */
  exactRate: number
  meanQuotes: number
  /** Share wrongly answered with "not found". */
  refusedRate: number
}

/** The whole way of a question without a language model, on questions whose answer is a span of the corpus. */
export async function measureAnswers(set: DataSet, corpus: EvaluatedCorpus): Promise<AnswerScores> {
  const outcomes = []
  for (const query of set.queries) {
    const passages = await corpus.search(query.text, topK)
    const answer = await answerFrom(query.text, passages, corpus)
    const shown = plainText(answer.text)
    outcomes.push({
      isHit: answer.kind === 'extractive' && query.answers.some((gold) => shown.includes(gold)),
      isExact: citedSlices(answer, passages).every((slice) => slice !== '' && answer.kind === 'extractive' && shown.includes(slice)),
      quotes: answer.citations.length,
      isRefused: answer.kind === 'not-found',
    })
  }
  return {
    queryCount: outcomes.length,
    hitRate: mean(outcomes.map(({ isHit }) => Number(isHit))),
    exactRate: mean(outcomes.map(({ isExact }) => Number(isExact))),
    meanQuotes: mean(outcomes.filter(({ isRefused }) => !isRefused).map(({ quotes }) => quotes)),
    refusedRate: mean(outcomes.map(({ isRefused }) => Number(isRefused))),
  }
}

/** What decides about "not found" for a question in these documents, all of them by default: the margin, below 0 when it is refused. */
export async function marginFor(query: EvaluationQuery, corpus: EvaluatedCorpus, documentIds?: string[]): Promise<number> {
  const passages = (await corpus.search(query.text, searchDepth, documentIds)).slice(0, topK)
  const similarity = await corpus.similarity(query.text, documentIds)
  const scored = scoreUnits(query.text, passages, extractTerms)
  return evidenceMargin({ question: query.text, passages, scored, similarity, meaning: corpus.meaning, extractTerms })
}

async function answerFrom(question: string, passages: Passage[], { similarity, meaning }: EvaluatedCorpus): Promise<Answer> {
  const measureSimilarity = (query: string) => similarity(query)
  const dependencies = { search: async () => passages, generator: null, extractTerms, measureSimilarity, meaning }
  for await (const step of answerQuestion(dependencies, { question, history: [], topK })) if (step.type === 'end') return step.answer
  throw new Error('the answer ended without an end')
}

function citedSlices(answer: Answer, passages: Passage[]): string[] {
  return answer.citations.map(({ sourceNumber, start, end }) => {
    const passage = passages[sourceNumber - 1]
    return passage === undefined ? '' : passage.text.slice(start - passage.start, end - passage.start)
  })
}
