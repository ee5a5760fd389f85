import { z } from 'zod'
import type { Answer } from '@/lib/domain/answer'
import { type AnswerMessage, type ConversationSummary, feedbackValues, type Message, type QuestionMessage } from '@/lib/domain/conversation'
import type { Conversation as ConversationRow, Message as MessageRow } from '../generated/client'
import { readColumn } from './column-shape'
import { errorCodeColumn } from './error-code-column'

const sourceColumn = z.object({
  number: z.int(),
  documentId: z.string(),
  source: z.string(),
  section: z.string(),
  page: z.int().nullable(),
  start: z.int(),
  end: z.int(),
  score: z.number(),
  snippet: z.string(),
})

// Answers kept before citations had a page of their own have none.
const citationColumn = z.object({ sourceNumber: z.int(), page: z.int().nullable().default(null), start: z.int(), end: z.int() })

const answerColumns = z.object({
  state: z.enum(['complete', 'partial']),
  errorCode: errorCodeColumn,
  kind: z.enum(['extractive', 'generated', 'not-found']),
  sources: z.array(sourceColumn),
  citations: z.array(citationColumn),
  feedback: z.enum(feedbackValues).nullable(),
  feedbackReason: z.string().nullable(),
})

export function toConversationSummary(row: ConversationRow): ConversationSummary {
  return { id: row.id, title: row.title, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() }
}

/** Errors: database_failed. */
export function toMessage(row: MessageRow): Message {
  return row.role === 'question' ? toQuestionMessage(row) : toAnswerMessage(row)
}

export function toQuestionMessage(row: MessageRow): QuestionMessage {
  return { id: row.id, role: 'question', text: row.text, createdAt: row.createdAt.toISOString() }
}

/** Errors: database_failed. */
export function toAnswerMessage(row: MessageRow): AnswerMessage {
  readColumn('The role of a message', z.literal('answer'), row.role)
  const { state, errorCode, kind, sources, citations, feedback, feedbackReason } = readColumn('An answer', answerColumns, row)
  const answer: Answer = { kind, text: row.text, sources, citations }
  return {
    id: row.id,
    role: 'answer',
    state,
    answer,
    errorCode,
    feedback: feedback === null ? null : { value: feedback, reason: feedbackReason },
    createdAt: row.createdAt.toISOString(),
  }
}
