import type { Answer } from '../answer'
import type { AnswerFeedback, AnswerMessage, Conversation, ConversationSummary, Message, QuestionMessage } from '../conversation'
import type { ErrorCode } from '../error-catalog'
import type { PassageFilter } from '../passage'
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
  /** `parentId` null: another first question. It becomes the end of the branch that is shown. */
  addQuestion(scope: WorkspaceScope, conversationId: string, message: { text: string; parentId: string | null }): Promise<QuestionMessage>
  /**
   * `id` is chosen by the caller, who has streamed it already; `parentId` is the question. It is shown unless another branch is by now.
   * Errors: conflict when the id is taken.
   */
  addAnswer(
    scope: WorkspaceScope,
    conversationId: string,
    message: { id: string; parentId: string; state: AnswerMessage['state']; answer: Answer; errorCode: ErrorCode | null },
  ): Promise<AnswerMessage>
  /** The messages from the first down to this one, whatever is shown. */
  readUntil(scope: WorkspaceScope, conversationId: string, messageId: string): Promise<Message[]>
  /** Shows no further than the question of this answer: it is about to be answered anew. `answers`: the ids of those it has, oldest first. */
  reopenQuestion(scope: WorkspaceScope, conversationId: string, answerId: string): Promise<{ question: QuestionMessage; answers: string[] }>
  /** Shows the branch that this message is on: down to the newest message below it. */
  showBranch(scope: WorkspaceScope, conversationId: string, messageId: string): Promise<Conversation>
  /** Sets what is given. Errors: not_found. */
  configure(scope: WorkspaceScope, id: string, settings: { pinned?: PassageFilter | null; connectionId?: string | null }): Promise<Conversation>
  /** A new address for its read-only page, or null to take it back. */
  share(scope: WorkspaceScope, id: string, shareId: string | null): Promise<Conversation>
  readShared(scope: WorkspaceScope, shareId: string): Promise<Conversation | null>
  /** Keeps what a person thinks of an answer; null takes it back. Errors: not_found. */
  saveFeedback(scope: WorkspaceScope, answerId: string, feedback: AnswerFeedback | null): Promise<AnsweredQuestion>
}
