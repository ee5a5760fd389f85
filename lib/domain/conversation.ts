import type { Answer } from './answer'
import type { ErrorCode } from './error-catalog'
import type { PassageFilter } from './passage'

export interface ConversationSummary {
  id: string
  title: string
  createdAt: string
  updatedAt: string
}

/** Where a message stands. `siblings` are the ids of all that follow the same message, itself included, oldest first: the branches there. */
export interface MessagePlace {
  parentId: string | null
  siblings: string[]
}

export interface QuestionMessage extends MessagePlace {
  id: string
  role: 'question'
  text: string
  createdAt: string
}

export const feedbackValues = ['up', 'down'] as const
export type FeedbackValue = (typeof feedbackValues)[number]

/** What a person thought of an answer; `reason` in their words, null when they gave none. */
export interface AnswerFeedback {
  value: FeedbackValue
  reason: string | null
}

/** `state` is `partial` when the stream broke, was stopped, or the app went down before its end. */
export interface AnswerMessage extends MessagePlace {
  id: string
  role: 'answer'
  state: 'complete' | 'partial'
  answer: Answer
  errorCode: ErrorCode | null
  feedback: AnswerFeedback | null
  createdAt: string
}

export type Message = QuestionMessage | AnswerMessage

export interface Conversation extends ConversationSummary {
  /** Those of the branch that is shown, in order. */
  messages: Message[]
  /** What its questions are asked of; null for the whole library. */
  pinned: PassageFilter | null
  /** The language model its questions go to; null for the workspace's default. */
  connectionId: string | null
  /** What stands in the address of its read-only page; null while it is not shared. */
  shareId: string | null
  sharedAt: string | null
}
