import { z } from 'zod'
import type { Answer } from '@/lib/domain/answer'
import { type AnswerMessage, type Conversation, type ConversationSummary, feedbackValues, type Message, type QuestionMessage } from '@/lib/domain/conversation'
import type { Conversation as ConversationRow, Message as MessageRow } from '../generated/client'
import { checksColumn, citationsColumn, followUpsColumn, searchedColumn, sourcesColumn, usageColumn } from '../rows/answer-columns'
import { readColumn } from '../rows/column-shape'
import { errorCodeColumn } from '../rows/error-code-column'
import { filterColumn } from '../rows/filter-column'

const answerColumns = z.object({
  state: z.enum(['complete', 'partial']),
  errorCode: errorCodeColumn,
  kind: z.enum(['extractive', 'generated', 'not-found']),
  sources: sourcesColumn,
  citations: citationsColumn,
  // Null in answers kept before there were such things.
  checks: checksColumn.nullable(),
  reasoning: z.string().nullable(),
  usage: usageColumn.nullable(),
  searched: searchedColumn.nullable(),
  followUps: followUpsColumn.nullable(),
  feedback: z.enum(feedbackValues).nullable(),
  feedbackReason: z.string().nullable(),
})

export function toConversationSummary(row: ConversationRow): ConversationSummary {
  return { id: row.id, title: row.title, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() }
}

/** Errors: database_failed. */
export function toConversation(row: ConversationRow, messages: Message[]): Conversation {
  return {
    ...toConversationSummary(row),
    messages,
    pinned: readColumn('What a conversation is asked of', filterColumn.nullable(), row.pinned),
    connectionId: row.connectionId,
    shareId: row.shareId,
    sharedAt: row.sharedAt?.toISOString() ?? null,
  }
}

/** `siblings` as in `MessagePlace`. Errors: database_failed. */
export function toMessage(row: MessageRow, siblings: string[]): Message {
  return row.role === 'question' ? toQuestionMessage(row, siblings) : toAnswerMessage(row, siblings)
}

export function toQuestionMessage({ id, parentId, text, createdAt }: MessageRow, siblings: string[]): QuestionMessage {
  return { id, role: 'question', parentId, siblings, text, createdAt: createdAt.toISOString() }
}

/** Errors: database_failed. */
export function toAnswerMessage(row: MessageRow, siblings: string[]): AnswerMessage {
  readColumn('The role of a message', z.literal('answer'), row.role)
  const { state, errorCode, checks, followUps, feedback, feedbackReason, ...parts } = readColumn('An answer', answerColumns, row)
  const answer: Answer = { ...parts, text: row.text, checks: checks ?? [], followUps: followUps ?? [] }
  return {
    id: row.id,
    role: 'answer',
    parentId: row.parentId,
    siblings,
    state,
    answer,
    errorCode,
    feedback: feedback === null ? null : { value: feedback, reason: feedbackReason },
    createdAt: row.createdAt.toISOString(),
  }
}
