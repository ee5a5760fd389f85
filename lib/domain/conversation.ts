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

/** `state` is `partial` when the stream broke, was stopped, or the app went down before its end. */
export interface AnswerMessage {
  id: string
  role: 'answer'
  state: 'complete' | 'partial'
  answer: Answer
  errorCode: ErrorCode | null
  createdAt: string
}

export type Message = QuestionMessage | AnswerMessage

export interface Conversation extends ConversationSummary {
  messages: Message[]
}
