import type { Message } from '@/lib/domain/conversation'
import type { Passage } from '@/lib/domain/passage'
import type { Generator } from '@/lib/domain/ports/generator'
import { notFoundText } from '../answer-language'
import type { AnswerStep } from '../answer-step'
import { numberSources } from '../number-sources'
import type { ExtractTerms } from '../quotes/score-units'
import { buildPrompt, notFoundSentinel } from './build-prompt'
import { locateCitations } from './locate-citations'
import { repairCitations } from './repair-citations'

/*
 * Streams a language model's answer. Its marks are repaired on the way; the first characters are held until it is clear
 * that they are not the sentence by which the model says that the passages do not hold the answer.
 */

export interface GenerateInput {
  question: string
  standaloneQuestion: string
  history: Message[]
  /** Best first, at least one. */
  passages: Passage[]
  /** The same with what stands around them, for the model to read; in the same order. Missing: `passages`. */
  widened?: Passage[]
  signal?: AbortSignal
}

export async function* generateAnswer(parts: { generator: Generator; extractTerms: ExtractTerms }, input: GenerateInput): AsyncGenerator<AnswerStep> {
  const { question, passages, widened = passages, signal } = input
  const sources = numberSources(passages)
  const { messages, passageCount } = buildPrompt({ ...input, passages: widened })
  yield { type: 'sources', kind: 'generated', sources }
  let text = ''
  for await (const delta of stopAtSentinel(repairCitations(parts.generator.stream(messages, { signal }), passageCount))) {
    if (delta === null) break
    text += delta
    yield { type: 'text-delta', text: delta }
  }
  if (text.trim() === '') {
    text = notFoundText(question, sources.length)
    yield { type: 'sources', kind: 'not-found', sources }
    yield { type: 'text-delta', text }
    yield { type: 'end', answer: { kind: 'not-found', text, sources, citations: [] } }
    return
  }
  const citations = locateCitations(text, { read: widened, found: passages }, parts.extractTerms)
  yield { type: 'end', answer: { kind: 'generated', text, sources: numberSources(passages, citations), citations } }
}

/** Passes text on from where it can no longer begin with the sentinel; yields null, and ends, when it does begin so. */
async function* stopAtSentinel(deltas: AsyncIterable<string>): AsyncGenerator<string | null> {
  let beginning: string | null = ''
  for await (const delta of deltas) {
    if (beginning === null) {
      yield delta
      continue
    }
    beginning += delta
    const letters = beginning.replace(/^[\s"'`*[(]+/u, '')
    if (letters.startsWith(notFoundSentinel)) return yield null
    if (notFoundSentinel.startsWith(letters)) continue
    yield beginning
    beginning = null
  }
  if (beginning !== null && beginning.trim() !== '') yield beginning
}
