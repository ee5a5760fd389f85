import { randomBytes } from 'node:crypto'
import type { AnswerDependencies } from '@/lib/answer/answer-question'
import { type ExportedConversation, exportConversation } from '@/lib/answer/conversation/export/export-conversation'
import { formatMarkdown } from '@/lib/answer/conversation/export/format-markdown'
import { holdConversation } from '@/lib/answer/conversation/hold-conversation'
import type { TurnRequest, TurnSettings } from '@/lib/answer/conversation/open-turn'
import { AppError } from '@/lib/domain/app-error'
import type { Conversation, ConversationSummary } from '@/lib/domain/conversation'
import type { InterfaceLanguage } from '@/lib/domain/error-catalog'
import type { PassageFilter } from '@/lib/domain/passage'
import type { ConversationStore } from '@/lib/domain/ports/conversation-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import type { NumberedEvent } from './event-log'
import type { RunningAnswers } from './running-answers'

export interface ConversationParts {
  store: ConversationStore
  running: RunningAnswers
  openAnswer: (settings: TurnSettings) => Promise<AnswerDependencies>
  onError: (error: AppError) => void
}

/** `runningAnswerId`: the answer to its last message that is being written now. */
export type OpenedConversation = Conversation & { runningAnswerId: string | null }

/** What may be read by everyone who has the address of a shared conversation. */
export type SharedConversation = Pick<Conversation, 'title' | 'messages' | 'createdAt' | 'updatedAt' | 'sharedAt'>

/** 144 bits: an address that cannot be guessed. */
const shareIdBytes = 18

/** Conversations as the routes use them. Errors of every method: not_found, database_failed. */
export class ConversationService {
  constructor(
    private readonly parts: ConversationParts,
    private readonly scope: WorkspaceScope,
  ) {}

  list(page: { query?: string; cursor?: string; limit: number }) {
    return this.parts.store.list(this.scope, page)
  }

  /** Keeps the question and begins its answer. Errors: conflict while another answer of the conversation is being written. */
  async ask(request: Omit<TurnRequest, 'signal'>, reader: AbortSignal): Promise<AsyncGenerator<NumberedEvent>> {
    const { store, running, openAnswer, onError } = this.parts
    const answerId = await running.start(this.scope, request.conversationId ?? null, (signal) =>
      holdConversation({ conversations: store, openAnswer, onError }, this.scope, { ...request, signal }),
    )
    return running.read(this.scope, answerId, 0, reader)
  }

  readEvents(answerId: string, after: number, reader: AbortSignal): AsyncGenerator<NumberedEvent> {
    return this.parts.running.read(this.scope, answerId, after, reader)
  }

  /** `seenEvents`: the number of the last event that the person had seen. */
  stopAnswer(answerId: string, seenEvents?: number): Promise<void> {
    return this.parts.running.stop(this.scope, answerId, seenEvents)
  }

  async read(id: string): Promise<OpenedConversation> {
    const { store, running } = this.parts
    const conversation = await store.read(this.scope, id)
    if (conversation === null) throw new AppError('not_found', 'No such conversation')
    const runningAnswerId = running.runningIn(this.scope, id)
    const last = conversation.messages.at(-1)
    if (last?.role !== 'question' || runningAnswerId !== null) return { ...conversation, runningAnswerId }
    // The app went down while the question was answered anew: the answers it has are shown again.
    return { ...(await store.showBranch(this.scope, id, last.id)), runningAnswerId }
  }

  rename(id: string, title: string): Promise<ConversationSummary> {
    return this.parts.store.rename(this.scope, id, title)
  }

  async delete(id: string): Promise<boolean> {
    const answerId = this.parts.running.runningIn(this.scope, id)
    if (answerId !== null) await this.stopAnswer(answerId)
    return this.parts.store.delete(this.scope, id)
  }

  configure(id: string, settings: { pinned?: PassageFilter | null; connectionId?: string | null }): Promise<Conversation> {
    return this.parts.store.configure(this.scope, id, settings)
  }

  /** Errors: conflict while an answer is being written: it belongs to the branch that is shown. */
  async showBranch(id: string, messageId: string): Promise<Conversation> {
    if (this.parts.running.runningIn(this.scope, id) !== null) throw new AppError('conflict', 'An answer of this conversation is being written')
    return this.parts.store.showBranch(this.scope, id, messageId)
  }

  /** Gives the conversation a read-only page; one that is shared keeps its address. */
  async share(id: string): Promise<Conversation> {
    const { shareId } = await this.read(id)
    return this.parts.store.share(this.scope, id, shareId ?? randomBytes(shareIdBytes).toString('base64url'))
  }

  unshare(id: string): Promise<Conversation> {
    return this.parts.store.share(this.scope, id, null)
  }

  async readShared(shareId: string): Promise<SharedConversation> {
    const conversation = await this.parts.store.readShared(this.scope, shareId)
    if (conversation === null) throw new AppError('not_found', 'Nothing is shared under this address')
    const { title, messages, createdAt, updatedAt, sharedAt } = conversation
    return { title, messages, createdAt, updatedAt, sharedAt }
  }

  /** The shown branch, or one answer with its question. */
  async export(id: string, messageId?: string): Promise<ExportedConversation> {
    const conversation = await this.read(id)
    const messages = messageId === undefined ? conversation.messages : (await this.parts.store.readUntil(this.scope, id, messageId)).slice(-2)
    return exportConversation({ ...conversation, messages })
  }

  toMarkdown(exported: ExportedConversation, language: InterfaceLanguage): string {
    return formatMarkdown(exported, language)
  }
}
