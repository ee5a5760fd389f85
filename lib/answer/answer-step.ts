import type { Answer, AnswerKind, AnswerSource, SentenceCheck } from '@/lib/domain/answer'

/**
 * What `answerQuestion` yields. `sources` comes first, and once more with kind `not-found` when a language model finds no
 * answer in them; the text deltas together are the answer's text.
 */
export type AnswerStep =
  | { type: 'sources'; kind: AnswerKind; sources: AnswerSource[] }
  | { type: 'reasoning-delta'; text: string }
  | { type: 'text-delta'; text: string }
  /** All text so far was reasoning, and what was checked of it counts for nothing. */
  | { type: 'text-was-reasoning' }
  | { type: 'sentence-checked'; check: SentenceCheck }
  | { type: 'end'; answer: Answer }
