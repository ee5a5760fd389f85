import { plainAnswer } from '@/lib/domain/answer'
import type { Passage } from '@/lib/domain/passage'
import { notFoundText } from '../answer-language'
import type { AnswerStep } from '../answer-step'
import { type MeaningComparison, weighPassages } from '../evidence/evidence-margin'
import { numberSources } from '../number-sources'
import { shapeOf } from './asked/question-shape'
import { type AnswerModels, answerModels } from './choice/answer-models'
import { pickAnswer } from './choice/pick-answer'
import { quotePassages } from './quote-passages'
import { type ExtractTerms, scoreUnits } from './score-units'
import { type Quote, selectQuotes } from './select-quotes'

export interface QuoteDependencies {
  extractTerms: ExtractTerms
  /** `lib/search/measure-similarity.ts`; without it, and where it gives null, the words alone decide what is not found. */
  measureSimilarity?: (query: string, signal?: AbortSignal) => Promise<number | null>
  /** `lib/search/compare-with-query.ts`; without it the words, and the similarity where it is known, decide. */
  meaning?: MeaningComparison
  /** What chooses sentences and spans; those that come with the app when missing. Evaluations hand in others. */
  models?: AnswerModels
}

/** An answer made of the passages' own sentences, or the word that they do not hold one. `question` stands on its own. Errors: those of the embedder. */
export async function* quoteAnswer(
  { extractTerms, measureSimilarity, meaning, models = answerModels }: QuoteDependencies,
  { question, passages, signal }: { question: string; passages: Passage[]; signal?: AbortSignal },
): AsyncGenerator<AnswerStep> {
  const scored = scoreUnits(question, passages, extractTerms)
  const similarity = scored.length > 0 ? ((await measureSimilarity?.(question, signal)) ?? null) : null
  const { margin, cosines } = await weighPassages({ question, passages, scored, similarity, meaning, extractTerms, signal })
  if (margin < 0) return yield* refuse(question, passages)
  const picked = pickAnswer({ question, scored, cosines, modelId: meaning?.modelId ?? null, extractTerms }, models)
  yield* quote(question, passages, selectQuotes(scored, picked, shapeOf(question)), extractTerms)
}

function* refuse(question: string, passages: Passage[]): Iterable<AnswerStep> {
  const sources = numberSources(passages)
  const text = notFoundText(question, sources.length)
  yield { type: 'sources', kind: 'not-found', sources }
  yield { type: 'text-delta', text }
  yield { type: 'end', answer: plainAnswer({ kind: 'not-found', text, sources, citations: [] }) }
}

function* quote(question: string, passages: Passage[], quotes: Quote[], extractTerms: ExtractTerms): Iterable<AnswerStep> {
  const { paragraphs, citations } = quotePassages(question, quotes, extractTerms)
  const sources = numberSources(passages, citations)
  yield { type: 'sources', kind: 'extractive', sources }
  for (const text of paragraphs) yield { type: 'text-delta', text }
  yield { type: 'end', answer: plainAnswer({ kind: 'extractive', text: paragraphs.join(''), sources, citations }) }
}
