import type { Message } from '@/lib/domain/conversation'
import type { Passage, PassageFilter } from '@/lib/domain/passage'
import type { Generator } from '@/lib/domain/ports/generator'
import type { EntailmentJudge } from '@/lib/domain/ports/models/entailment-judge'
import type { AnswerStep } from './answer-step'
import type { SentenceMeaning } from './checking/sentence-meaning'
import { condenseQuestion } from './condense-question'
import { followUpQuestions } from './follow-up-questions'
import { type QuoteDependencies, quoteAnswer } from './quotes/quote-answer'
import { generateAnswer } from './writing/generate-answer'

/*
 * From a question to an answer with its sources. With a language model the answer is written from the numbered passages,
 * and the model says when they do not hold it. Without one the answer is made of exact quotes, and the evidence measure says
 * when there is none. The measure is not asked before a language model: it counts words, and would keep from the model what
 * is said in other words or in another language.
 */

export interface AnswerDependencies extends QuoteDependencies {
  /** Best first. */
  search: (query: string, topK: number, signal?: AbortSignal) => Promise<Passage[]>
  /** Null: answers are quotes. */
  generator: Generator | null
  /** `lib/search/ranking/widen-passages.ts`: what a language model reads of each passage; missing: the passages themselves. */
  widen?: (passages: Passage[], signal?: AbortSignal) => Promise<Passage[]>
  /** The question without the marks that only the search obeys ("phrases", -words). */
  plainQuestion?: (question: string) => string
  /** `lib/search/embed-with-claim.ts`: by what written sentences are compared with those of the passages; missing: by words alone. */
  sentenceMeaning?: SentenceMeaning
  /** Joins the check of written sentences; missing where no NLI model is installed. */
  entailment?: Pick<EntailmentJudge, 'judge'>
  /** What the search is narrowed to. */
  filter?: PassageFilter
  /** How many documents the search looks in; missing, or null: the answer does not say how many. */
  countDocuments?: () => Promise<number | null>
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
  const startedAt = performance.now()
  const { search, generator, extractTerms } = dependencies
  const { question, history, topK, signal } = request
  const standaloneQuestion = await condenseQuestion({ generator, extractTerms }, { question, history, signal })
  const passages = await search(standaloneQuestion, topK, signal)
  const steps = writeAnswer(dependencies, request, { standaloneQuestion, passages })
  yield* completeAnswer(steps, dependencies, { question, standaloneQuestion, passages, startedAt })
}

async function* writeAnswer(
  dependencies: AnswerDependencies,
  { question, history, signal }: AnswerRequest,
  { standaloneQuestion, passages }: { standaloneQuestion: string; passages: Passage[] },
): AsyncGenerator<AnswerStep> {
  const { generator, extractTerms, sentenceMeaning: meaning, entailment } = dependencies
  if (generator !== null && passages.length > 0) {
    const widened = (await dependencies.widen?.(passages, signal)) ?? passages
    const dates = await dependencies.readDates?.([...new Set(passages.map(({ documentId }) => documentId))])
    yield* generateAnswer({ generator, extractTerms, meaning, entailment }, { question, standaloneQuestion, history, passages, widened, dates, signal })
    return
  }
  const plain = dependencies.plainQuestion?.(standaloneQuestion) ?? standaloneQuestion
  yield* quoteAnswer(dependencies, { question: plain, passages, signal })
}

interface Asked {
  question: string
  standaloneQuestion: string
  passages: Passage[]
  /** Of `performance.now()`. */
  startedAt: number
}

/** Adds to the finished answer what it took, what was searched and what may be asked next. */
async function* completeAnswer(
  steps: AsyncIterable<AnswerStep>,
  { countDocuments, filter, extractTerms }: AnswerDependencies,
  { question, standaloneQuestion, passages, startedAt }: Asked,
): AsyncGenerator<AnswerStep> {
  let firstTextMilliseconds: number | null = null
  for await (const step of steps) {
    if (step.type === 'text-delta') firstTextMilliseconds ??= Math.round(performance.now() - startedAt)
    if (step.type !== 'end') {
      yield step
      continue
    }
    const { answer } = step
    const model = answer.usage ?? { modelName: null, inputTokens: null, outputTokens: null }
    const usage = { ...model, firstTextMilliseconds, milliseconds: Math.round(performance.now() - startedAt) }
    const documents = (await countDocuments?.()) ?? null
    const searched = documents === null && filter === undefined ? null : { query: standaloneQuestion, documents, ...(filter ? { filter } : {}) }
    yield { type: 'end', answer: { ...answer, usage, searched, followUps: followUpQuestions(question, answer, passages, extractTerms) } }
  }
}
