import type { Answer } from '../answer'
import type { AnswerFeedback, AnswerMessage, Conversation, ConversationSummary, Message, QuestionMessage } from '../conversation'
import type { ErrorCode } from '../error-catalog'
import type { WorkspaceScope } from '../workspace'

/** `history`: the messages before the question, in order. */
export interface AnsweredQuestion {
  history: Message[]
  question: QuestionMessage
  answer: AnswerMessage
}

/** Errors of every method: database_failed; `not_found` where a record must exist. */
export interface ConversationStore {
  create(scope: WorkspaceScope, title: string): Promise<ConversationSummary>
  /** Most recently used first. `query` matches titles and messages, case-insensitively. */
  list(
    scope: WorkspaceScope,
    page: { query?: string; cursor?: string; limit: number },
  ): Promise<{ conversations: ConversationSummary[]; nextCursor: string | null }>
  read(scope: WorkspaceScope, id: string): Promise<Conversation | null>
  rename(scope: WorkspaceScope, id: string, title: string): Promise<ConversationSummary>
  delete(scope: WorkspaceScope, id: string): Promise<boolean>
  addQuestion(scope: WorkspaceScope, conversationId: string, text: string): Promise<QuestionMessage>
  /** `id` is chosen by the caller, who has streamed it already. */
  addAnswer(
    scope: WorkspaceScope,
    conversationId: string,
    message: { id: string; state: AnswerMessage['state']; answer: Answer; errorCode: ErrorCode | null },
  ): Promise<AnswerMessage>
  /** Removes an answer, and everything after it, so that its question can be asked again. Returns that question. */
  rewindToQuestion(scope: WorkspaceScope, conversationId: string, answerId: string): Promise<QuestionMessage>
  /** Keeps what a person thinks of an answer; null takes it back. Errors: not_found. */
  saveFeedback(scope: WorkspaceScope, answerId: string, feedback: AnswerFeedback | null): Promise<AnsweredQuestion>
}
