import type { Message } from '@/lib/domain/conversation'
import type { Passage } from '@/lib/domain/passage'
import type { Generator } from '@/lib/domain/ports/generator'
import { notFoundText } from './answer-language'
import type { AnswerStep } from './answer-step'
import { condenseQuestion } from './condense-question'
import { evidenceMargin, type MeaningComparison } from './evidence/evidence-margin'
import { numberSources } from './number-sources'
import { quotePassages } from './quotes/quote-passages'
import { type ExtractTerms, type ScoredUnit, scoreUnits } from './quotes/score-units'
import { generateAnswer } from './writing/generate-answer'

/*
 * From a question to an answer with its sources. With a language model the answer is written from the numbered passages,
 * and the model says when they do not hold it. Without one the answer is made of exact quotes, and the evidence measure says
 * when there is none. The measure is not asked before a language model: it counts words, and would keep from the model what
 * is said in other words or in another language.
 */

export interface AnswerDependencies {
  /** Best first. */
  search: (query: string, topK: number, signal?: AbortSignal) => Promise<Passage[]>
  /** Null: answers are quotes. */
  generator: Generator | null
  extractTerms: ExtractTerms
  /** `lib/search/measure-similarity.ts`; without it, and where it gives null, the words alone decide what is not found. */
  measureSimilarity?: (query: string, signal?: AbortSignal) => Promise<number | null>
  /** `lib/search/compare-with-query.ts`; without it the words, and the similarity where it is known, decide. */
  meaning?: MeaningComparison
  /** `lib/search/ranking/widen-passages.ts`: what a language model reads of each passage; missing: the passages themselves. */
  widen?: (passages: Passage[], signal?: AbortSignal) => Promise<Passage[]>
  /** The question without the marks that only the search obeys ("phrases", -words). */
  plainQuestion?: (question: string) => string
}

export interface AnswerRequest {
  question: string
  /** The messages before the question, oldest first. */
  history: Message[]
  /** 1 to 50. */
  topK: number
  signal?: AbortSignal
}

/** Errors: those of the search and the generator; `llm_interrupted` after some text. */
export async function* answerQuestion(dependencies: AnswerDependencies, request: AnswerRequest): AsyncGenerator<AnswerStep> {
  const { search, generator, extractTerms } = dependencies
  const { question, history, topK, signal } = request
  const standaloneQuestion = await condenseQuestion({ generator, extractTerms }, { question, history, signal })
  const passages = await search(standaloneQuestion, topK, signal)
  if (generator !== null && passages.length > 0) {
    const widened = (await dependencies.widen?.(passages, signal)) ?? passages
    yield* generateAnswer({ generator, extractTerms }, { question, standaloneQuestion, history, passages, widened, signal })
    return
  }
  const plain = dependencies.plainQuestion?.(standaloneQuestion) ?? standaloneQuestion
  const scored = scoreUnits(plain, passages, extractTerms)
  const similarity = scored.length > 0 ? ((await dependencies.measureSimilarity?.(plain, signal)) ?? null) : null
  const margin = await evidenceMargin({ question: plain, passages, scored, similarity, meaning: dependencies.meaning, extractTerms, signal })
  yield* margin >= 0 ? quoteAnswer({ standaloneQuestion: plain, passages, scored }, extractTerms) : refuse(question, passages)
}

function* refuse(question: string, passages: Passage[]): Iterable<AnswerStep> {
  const sources = numberSources(passages)
  const text = notFoundText(question, sources.length)
  yield { type: 'sources', kind: 'not-found', sources }
  yield { type: 'text-delta', text }
  yield { type: 'end', answer: { kind: 'not-found', text, sources, citations: [] } }
}

interface QuoteInput {
  standaloneQuestion: string
  passages: Passage[]
  scored: ScoredUnit[]
}

function* quoteAnswer({ standaloneQuestion, passages, scored }: QuoteInput, extractTerms: ExtractTerms): Iterable<AnswerStep> {
  const { paragraphs, citations } = quotePassages(standaloneQuestion, scored, extractTerms)
  const sources = numberSources(passages, citations)
  yield { type: 'sources', kind: 'extractive', sources }
  for (const text of paragraphs) yield { type: 'text-delta', text }
  yield { type: 'end', answer: { kind: 'extractive', text: paragraphs.join(''), sources, citations } }
}
