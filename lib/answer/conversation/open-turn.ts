import { AppError } from '@/lib/domain/app-error'
import type { Conversation, Message, QuestionMessage } from '@/lib/domain/conversation'
import type { PassageFilter } from '@/lib/domain/passage'
import type { ConversationStore } from '@/lib/domain/ports/conversation-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'

export interface TurnRequest {
  question: string
  /** Missing: a new conversation is begun. */
  conversationId?: string
  /** The message that the question follows; null for another first question; missing: the last one that is shown. Needs `conversationId`. */
  parentId?: string | null
  /** An answer whose question, not `question`, is asked again: it gets one more answer. Needs `conversationId`. */
  retryOf?: string
  topK: number
  /** Missing: what the conversation is pinned to. A new conversation is pinned to it. */
  filter?: PassageFilter
  /** Missing: the conversation's language model. A new conversation keeps it. */
  connectionId?: string
  signal?: AbortSignal
}

/** A question that is kept and waits for its answer. */
export interface Turn {
  conversationId: string
  question: QuestionMessage
  /** What was said before it, on its branch. */
  history: Message[]
  /** The ids of the answers it has already, oldest first. */
  answers: string[]
}

/** What a question is asked of and whom. */
export interface TurnSettings {
  filter?: PassageFilter
  connectionId: string | null
}

const longestTitle = 60

/** The conversation that is asked in; null for one to be begun. Errors: not_found, invalid_request. */
export async function readTurnConversation(conversations: ConversationStore, scope: WorkspaceScope, request: TurnRequest): Promise<Conversation | null> {
  const { conversationId, retryOf, parentId } = request
  if (conversationId === undefined) {
    if (retryOf !== undefined || parentId != null) throw new AppError('invalid_request', 'retryOf or parentId without conversationId')
    return null
  }
  const conversation = await conversations.read(scope, conversationId)
  if (conversation === null) throw new AppError('not_found', 'no such conversation')
  return conversation
}

export function turnSettings(conversation: Conversation | null, { filter, connectionId }: TurnRequest): TurnSettings {
  return { filter: filter ?? conversation?.pinned ?? undefined, connectionId: connectionId ?? conversation?.connectionId ?? null }
}

/** Keeps the question. Errors: not_found when the message it follows, or the answer to replace, is not there; database_failed. */
export async function openTurn(
  conversations: ConversationStore,
  scope: WorkspaceScope,
  request: TurnRequest,
  conversation: Conversation | null,
): Promise<Turn> {
  const { retryOf, question: text } = request
  if (conversation === null) {
    const { id } = await conversations.create(scope, cutTitle(text))
    const { filter, connectionId } = request
    if (filter || connectionId) await conversations.configure(scope, id, { pinned: filter, connectionId })
    return { conversationId: id, question: await conversations.addQuestion(scope, id, { text, parentId: null }), history: [], answers: [] }
  }
  const { id } = conversation
  if (retryOf !== undefined) {
    const { question, answers } = await conversations.reopenQuestion(scope, id, retryOf)
    return { conversationId: id, question, answers, history: await readBefore(conversations, scope, id, question.parentId) }
  }
  const parentId = request.parentId === undefined ? (conversation.messages.at(-1)?.id ?? null) : request.parentId
  const history = await readBefore(conversations, scope, id, parentId)
  return { conversationId: id, question: await conversations.addQuestion(scope, id, { text, parentId }), history, answers: [] }
}

function readBefore(conversations: ConversationStore, scope: WorkspaceScope, conversationId: string, parentId: string | null): Promise<Message[]> {
  return parentId === null ? Promise.resolve([]) : conversations.readUntil(scope, conversationId, parentId)
}

function cutTitle(question: string): string {
  const characters = Array.from(question.replace(/\s+/g, ' ').trim())
  return characters.length <= longestTitle ? characters.join('') : `${characters.slice(0, longestTitle - 1).join('')}…`
}
