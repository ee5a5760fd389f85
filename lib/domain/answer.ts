import type { QuestionMessage } from './conversation'
import type { ErrorCode } from './error-catalog'
import type { PassageFilter } from './passage'

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

/**
 * - `supported`: what the sentence says stands in the passages
 * - `weak`: the passages speak of it, and the check is not sure
 * - `unsupported`: it does not stand there, or a number, date, name or quotation in it does not
 */
export const verdicts = ['supported', 'weak', 'unsupported'] as const
export type Verdict = (typeof verdicts)[number]

/** What of a sentence is not in the passages. `citation`: it had none, and none was found. */
export const checkProblems = ['number', 'date', 'unit', 'name', 'quotation', 'meaning', 'contradiction', 'citation'] as const
export type CheckProblem = (typeof checkProblems)[number]

/** One sentence of the answer, checked against the passages. */
export interface SentenceCheck {
  /** The sentence's range in the answer's text, in UTF-16 units, its marks included. */
  start: number
  end: number
  verdict: Verdict
  /** How surely it is supported, 0 to 1. */
  score: number
  problems: CheckProblem[]
  /** The sentence of the sources that fits best, as a range of that source's document; null when nothing is near. */
  evidence: { sourceNumber: number; start: number; end: number; page: number | null; text: string } | null
}

/** What an answer cost. Tokens are null where the server does not say. */
export interface AnswerUsage {
  /** Null for answers made of quotes. */
  modelName: string | null
  inputTokens: number | null
  outputTokens: number | null
  /** From the question to the first piece of text, and to the end. */
  firstTextMilliseconds: number | null
  milliseconds: number
}

/** What was looked for and how much there was to look in: shown where nothing was found. */
export interface AnswerSearch {
  query: string
  /** Null where a filter was set that does not tell. */
  documents: number | null
  /** What the search was narrowed to; missing: it went over everything. */
  filter?: PassageFilter
}

export interface Answer {
  kind: AnswerKind
  /** Markdown with marks such as [1]. */
  text: string
  sources: AnswerSource[]
  citations: Citation[]
  /** In the order of the text; empty where nothing was checked: exact quotes, answers kept before there were checks. */
  checks: SentenceCheck[]
  /** What a reasoning model thought before it wrote; null for others. */
  reasoning: string | null
  /** Null in answers kept before it was measured. */
  usage: AnswerUsage | null
  searched: AnswerSearch | null
  /** Questions that the passages answer and that may come next. */
  followUps: string[]
}

/** An answer of which nothing is known but what stands in it. */
export function plainAnswer(parts: Pick<Answer, 'kind' | 'text' | 'sources' | 'citations'>): Answer {
  return { ...parts, checks: [], reasoning: null, usage: null, searched: null, followUps: [] }
}

/** What of an answer in progress changes with `text-was-reasoning`. */
export function takeBackText({ text, reasoning }: Pick<Answer, 'text' | 'reasoning'>): Pick<Answer, 'text' | 'reasoning' | 'checks'> {
  return { text: '', reasoning: (reasoning ?? '') + text, checks: [] }
}

/** What `POST /api/answers` streams, one server-sent event each; `type` is the event's name. */
export type AnswerEvent =
  | {
      type: 'answer-start'
      conversationId: string
      questionId: string
      answerId: string
      question: QuestionMessage
      /** The ids of all answers to the question, this one, the last, included. */
      siblings: string[]
    }
  | { type: 'sources'; kind: AnswerKind; sources: AnswerSource[] }
  | { type: 'reasoning-delta'; text: string }
  | { type: 'text-delta'; text: string }
  /** All text so far was reasoning, and what was checked of it counts for nothing. */
  | { type: 'text-was-reasoning' }
  | { type: 'sentence-checked'; check: SentenceCheck }
  | { type: 'answer-end'; answerId: string; answer: Answer }
  | { type: 'answer-error'; answerId: string; code: ErrorCode; message: string }
