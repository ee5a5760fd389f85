import type { Answer } from './answer'
import type { ErrorCode } from './error-catalog'

export interface ConversationSummary {
  id: string
  title: string
  createdAt: string
  updatedAt: string
}

export interface QuestionMessage {
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
export interface AnswerMessage {
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
  messages: Message[]
}
