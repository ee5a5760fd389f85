import { type Answer, plainAnswer } from '@/lib/domain/answer'
import type { Message } from '@/lib/domain/conversation'
import type { Passage } from '@/lib/domain/passage'
import type { Generator } from '@/lib/domain/ports/generator'
import { notFoundText } from '../answer-language'
import type { AnswerStep } from '../answer-step'
import { type CheckingParts, ClaimChecker } from '../checking/claim-checker'
import { addDisagreements } from '../checking/disagreement/add-disagreements'
import { findUntold } from '../checking/disagreement/find-untold'
import { numberSources } from '../number-sources'
import { buildPrompt } from './build-prompt'
import { CheckedWriting } from './checked-writing'
import { guardPrompt } from './guard-prompt'
import { locateCitations } from './locate-citations'

/*
 * An answer written by a language model from the numbered passages, checked sentence by sentence while it streams (`checked-writing.ts`).
 * When the model says that the passages do not hold the answer, the answer says so and its sources are the nearest passages.
 */

export interface GenerateInput {
  question: string
  standaloneQuestion: string
  history: Message[]
  /** Best first, at least one. */
  passages: Passage[]
  /** The same with what stands around them, for the model to read; in the same order. Missing: `passages`. */
  widened?: Passage[]
  /** When the documents were written, by their ids: ISO dates. */
  dates?: ReadonlyMap<string, string>
  signal?: AbortSignal
}

/** The times of `usage` are the caller's to fill in. Errors: those of the generator. */
export async function* generateAnswer(parts: CheckingParts & { generator: Generator }, input: GenerateInput): AsyncGenerator<AnswerStep> {
  const { question, passages, widened = passages } = input
  const { generator } = parts
  const sources = numberSources(passages)
  const { messages, passageCount } = buildPrompt({ ...input, passages: widened }, generator)
  yield { type: 'sources', kind: 'generated', sources }
  const writing = new CheckedWriting(new ClaimChecker(parts, widened.slice(0, passageCount)), { question, sourceCount: passageCount })
  // A reader who leaves, or a sentinel, ends the generation too.
  const leaving = new AbortController()
  const signal = input.signal === undefined ? leaving.signal : AbortSignal.any([input.signal, leaving.signal])
  try {
    yield* writing.read(guardPrompt(generator.stream(messages, { signal }), messages[0]?.content ?? ''), signal)
  } finally {
    leaving.abort()
  }
  const facts: Partial<Answer> = {
    reasoning: writing.reasoning,
    usage: { modelName: generator.modelName, ...writing.tokens, firstTextMilliseconds: null, milliseconds: 0 },
  }
  if (writing.text.trim() === '') {
    const text = notFoundText(question, sources.length)
    yield { type: 'sources', kind: 'not-found', sources }
    yield { type: 'text-delta', text }
    yield { type: 'end', answer: { ...plainAnswer({ kind: 'not-found', text, sources, citations: [] }), ...facts } }
    return
  }
  const { checks } = writing
  const found = findUntold({ question: input.standaloneQuestion, text: writing.text, checks, passages: widened.slice(0, passageCount) }, parts.extractTerms)
  const added = await addDisagreements({ question, found, readDates: async () => input.dates ?? new Map() })
  if (added.text !== '') yield { type: 'text-delta', text: added.text }
  const text = writing.text + added.text
  const citations = [...locateCitations(writing.text, { read: widened, found: passages }, parts.extractTerms), ...added.citations]
  yield { type: 'end', answer: { ...plainAnswer({ kind: 'generated', text, sources: numberSources(passages, citations), citations }), ...facts, checks } }
}
