import type { ErrorCode } from './error-catalog'

/**
 * - `extractive`: exact sentences of the documents, no language model involved
 * - `generated`: written by a language model from the numbered sources
 * - `not-found`: the documents do not hold the answer; the sources are the nearest passages
 */
export type AnswerKind = 'extractive' | 'generated' | 'not-found'

/** A numbered passage an answer may cite. `number` is what stands in the mark, from 1, in rank order. */
export interface AnswerSource {
  number: number
  documentId: string
  source: string
  section: string
  /** Of the first place in it that the answer cites, else of its first character; null for formats without pages. */
  page: number | null
  /** The passage's range in the document's normalized text. */
  start: number
  end: number
  score: number
  /** The passage's text, cut to at most 600 characters. */
  snippet: string
}

/**
 * One mark `[n]` in the answer's text, in order of appearance: the k-th mark of the text is `citations[k]`.
 * `start` and `end` are the cited place in the document's normalized text: the exact sentence where it is known,
 * else the whole passage.
 */
export interface Citation {
  sourceNumber: number
  /** Where the cited place begins, from 1. Null for formats without pages, and in answers kept before it was known. */
  page: number | null
  start: number
  end: number
}

export interface Answer {
  kind: AnswerKind
  /** Markdown with marks such as [1]. */
  text: string
  sources: AnswerSource[]
  citations: Citation[]
}

/** What `POST /api/answers` streams, one server-sent event each; `type` is the event's name. */
export type AnswerEvent =
  | { type: 'answer-start'; conversationId: string; questionId: string; answerId: string }
  | { type: 'sources'; kind: AnswerKind; sources: AnswerSource[] }
  | { type: 'text-delta'; text: string }
  | { type: 'answer-end'; answerId: string; answer: Answer }
  | { type: 'answer-error'; answerId: string; code: ErrorCode; message: string }
