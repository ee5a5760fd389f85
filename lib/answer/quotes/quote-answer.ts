import { plainAnswer } from '@/lib/domain/answer'
import type { Passage } from '@/lib/domain/passage'
import { notFoundText } from '../answer-language'
import type { AnswerStep } from '../answer-step'
import { addDisagreements } from '../checking/disagreement/add-disagreements'
import { findDisagreements, type ShownStatement } from '../checking/disagreement/find-disagreements'
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
  /** When documents were written, by their ids, where it is known: ISO dates. */
  readDates?: (documentIds: string[]) => Promise<ReadonlyMap<string, string>>
  /** What chooses sentences and spans; those that come with the app when missing. Evaluations hand in others. */
  models?: AnswerModels
}

/** An answer made of the passages' own sentences, or the word that they do not hold one. `question` stands on its own. Errors: those of the embedder. */
export async function* quoteAnswer(
  { extractTerms, measureSimilarity, meaning, readDates, models = answerModels }: QuoteDependencies,
  { question, passages, signal }: { question: string; passages: Passage[]; signal?: AbortSignal },
): AsyncGenerator<AnswerStep> {
  const scored = scoreUnits(question, passages, extractTerms)
  const similarity = scored.length > 0 ? ((await measureSimilarity?.(question, signal)) ?? null) : null
  const { margin, cosines } = await weighPassages({ question, passages, scored, similarity, meaning, extractTerms, signal })
  if (margin < 0) return yield* refuse(question, passages)
  const picked = pickAnswer({ question, scored, cosines, modelId: meaning?.modelId ?? null, extractTerms }, models)
  const quotes = selectQuotes(scored, picked, shapeOf(question))
  const written = quotePassages(question, quotes, extractTerms)
  yield { type: 'sources', kind: 'extractive', sources: numberSources(passages, written.citations) }
  for (const text of written.paragraphs) yield { type: 'text-delta', text }
  // Only now: what is shown first must not wait for it.
  const found = findDisagreements({ question, shown: quotes.map(toShown), scored }, extractTerms)
  const added = await addDisagreements({ question, found, readDates })
  if (added.text !== '') yield { type: 'text-delta', text: added.text }
  const citations = [...written.citations, ...added.citations]
  const text = written.paragraphs.join('') + added.text
  yield { type: 'end', answer: plainAnswer({ kind: 'extractive', text, sources: numberSources(passages, citations), citations }) }
}

function toShown({ scored, span }: Quote): ShownStatement {
  const { passage, unit } = scored
  return { scored, asked: span === null ? '' : passage.text.slice(unit.start + span.start, unit.start + span.end) }
}

function* refuse(question: string, passages: Passage[]): Iterable<AnswerStep> {
  const sources = numberSources(passages)
  const text = notFoundText(question, sources.length)
  yield { type: 'sources', kind: 'not-found', sources }
  yield { type: 'text-delta', text }
  yield { type: 'end', answer: plainAnswer({ kind: 'not-found', text, sources, citations: [] }) }
}
