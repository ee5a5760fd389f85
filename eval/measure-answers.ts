import { answerQuestion } from '@/lib/answer/answer-question'
import { isSupported } from '@/lib/answer/quotes/judge-evidence'
import { measureEvidence } from '@/lib/answer/quotes/measure-evidence'
import { scoreUnits } from '@/lib/answer/quotes/score-units'
import type { Answer } from '@/lib/domain/answer'
import type { Passage } from '@/lib/domain/passage'
import { extractTerms } from '@/lib/search/extract-terms'
import type { DataSet, EvaluationQuery } from './data-set'
import type { EvaluatedCorpus } from './evaluation-rig'
import { mean } from './metrics'

/** The app's default for `top_k`. */
const topK = 8

export interface Support {
  evidence: number
  similarity: number | null
}

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
    const answer = await answerFrom(query.text, passages, await corpus.similarity(query.text))
    const shown = unescapeMarkdown(answer.text)
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

/** What decides about "not found" for a question in these passages, the best `topK` of them. */
export function supportFor(query: EvaluationQuery, passages: Passage[], similarity: number | null): Support {
  const nearest = passages.slice(0, topK)
  return { evidence: measureEvidence(query.text, nearest, scoreUnits(query.text, nearest, extractTerms), extractTerms), similarity }
}

/** One measure for the curve. */
export function strengthOf({ evidence, similarity }: Support): number {
  return evidence + (similarity ?? 0)
}

export function isRefused({ evidence, similarity }: Support): boolean {
  return !isSupported(evidence, similarity)
}

async function answerFrom(question: string, passages: Passage[], similarity: number | null): Promise<Answer> {
  const dependencies = { search: async () => passages, generator: null, extractTerms, measureSimilarity: async () => similarity }
  for await (const step of answerQuestion(dependencies, { question, history: [], topK })) if (step.type === 'end') return step.answer
  throw new Error('the answer ended without an end')
}

function citedSlices(answer: Answer, passages: Passage[]): string[] {
  return answer.citations.map(({ sourceNumber, start, end }) => {
    const passage = passages[sourceNumber - 1]
    return passage === undefined ? '' : passage.text.slice(start - passage.start, end - passage.start)
  })
}

function unescapeMarkdown(text: string): string {
  return text.replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
}
