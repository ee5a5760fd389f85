import type { Answer } from '@/lib/domain/answer'
import { AppError } from '@/lib/domain/app-error'
import type { AnswerFeedback, AnswerMessage, Conversation, ConversationSummary, Message, QuestionMessage } from '@/lib/domain/conversation'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { PassageFilter } from '@/lib/domain/passage'
import type { AnsweredQuestion, ConversationStore } from '@/lib/domain/ports/conversation-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { runDatabaseOperation } from '../connection/run-database-operation'
import { type Message as MessageRow, Prisma, type PrismaClient } from '../generated/client'
import { toJsonColumn } from '../rows/column-shape'
import { readPageCursor, toPageCursor } from '../rows/page-cursor'
import { toSearchText } from '../rows/search-text'
import { toAnswerMessage, toConversation, toConversationSummary, toMessage, toQuestionMessage } from './conversation-row'
import { newestBelow, pathTo, siblingsOf } from './message-tree'
import { type MessageContent, writeMessage } from './write-message'

const withMessages = { messages: { orderBy: { position: 'asc' } } } as const
type WholeRow = Prisma.ConversationGetPayload<{ include: typeof withMessages }>

/**
 * Conversations and their messages, which form a tree: each names the one it follows, and the conversation names the last one of the
 * branch that is shown. Messages are numbered in the order of writing; adding one counts as using the conversation.
 */
export class PrismaConversationStore implements ConversationStore {
  readonly #client: PrismaClient

  constructor(client: PrismaClient) {
    this.#client = client
  }

  async create(scope: WorkspaceScope, title: string): Promise<ConversationSummary> {
    const now = new Date()
    const data = { workspaceId: scope.workspaceId, title, searchText: toSearchText(title), createdAt: now, updatedAt: now }
    return toConversationSummary(await runDatabaseOperation('Creating a conversation', () => this.#client.conversation.create({ data })))
  }

  async list(scope: WorkspaceScope, page: { query?: string; cursor?: string; limit: number }) {
    const where = { workspaceId: scope.workspaceId, AND: [matching(scope, page.query), following(page.cursor)] }
    const rows = await runDatabaseOperation('Listing conversations', () =>
      this.#client.conversation.findMany({ where, orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }], take: page.limit + 1 }),
    )
    const shown = rows.slice(0, page.limit)
    const last = shown.at(-1)
    return { conversations: shown.map(toConversationSummary), nextCursor: last !== undefined && rows.length > page.limit ? toPageCursor(last) : null }
  }

  read(scope: WorkspaceScope, id: string): Promise<Conversation | null> {
    return this.#readWhere({ id, workspaceId: scope.workspaceId })
  }

  readShared(scope: WorkspaceScope, shareId: string): Promise<Conversation | null> {
    return this.#readWhere({ shareId, workspaceId: scope.workspaceId })
  }

  async readUntil(scope: WorkspaceScope, conversationId: string, messageId: string): Promise<Message[]> {
    const rows = await runDatabaseOperation('Reading a branch', () => this.#messages(scope, conversationId))
    if (!rows.some(({ id }) => id === messageId)) throw new AppError('not_found', 'The message is not in this conversation')
    return toBranch(rows, messageId)
  }

  async rename(scope: WorkspaceScope, id: string, title: string): Promise<ConversationSummary> {
    const where = { id, workspaceId: scope.workspaceId }
    const row = await runDatabaseOperation('Renaming a conversation', () =>
      this.#client.conversation.update({ where, data: { title, searchText: toSearchText(title) } }),
    )
    return toConversationSummary(row)
  }

  async delete(scope: WorkspaceScope, id: string): Promise<boolean> {
    const { count } = await runDatabaseOperation('Deleting a conversation', () =>
      this.#client.conversation.deleteMany({ where: { id, workspaceId: scope.workspaceId } }),
    )
    return count > 0
  }

  async addQuestion(scope: WorkspaceScope, conversationId: string, message: { text: string; parentId: string | null }): Promise<QuestionMessage> {
    const { row, siblings } = await this.#append(scope, conversationId, { role: 'question', ...message })
    return toQuestionMessage(row, siblings)
  }

  async addAnswer(
    scope: WorkspaceScope,
    conversationId: string,
    message: { id: string; parentId: string; state: AnswerMessage['state']; answer: Answer; errorCode: ErrorCode | null },
  ): Promise<AnswerMessage> {
    const { answer, ...content } = message
    const { row, siblings } = await this.#append(scope, conversationId, { role: 'answer', ...content, ...answerContent(answer) })
    return toAnswerMessage(row, siblings)
  }

  reopenQuestion(scope: WorkspaceScope, conversationId: string, answerId: string): Promise<{ question: QuestionMessage; answers: string[] }> {
    return runDatabaseOperation('Reopening a question', async () => {
      const rows = await this.#messages(scope, conversationId)
      const answer = rows.find(({ id, role }) => id === answerId && role === 'answer')
      const question = rows.find(({ id }) => id === answer?.parentId)
      if (answer === undefined || question?.role !== 'question') throw new AppError('not_found', 'The answer to ask for again is not there')
      await this.#client.conversation.update({ where: { id: conversationId, workspaceId: scope.workspaceId }, data: { leafId: question.id } })
      return { question: toQuestionMessage(question, siblingsOf(rows, question)), answers: siblingsOf(rows, answer) }
    })
  }

  async showBranch(scope: WorkspaceScope, conversationId: string, messageId: string): Promise<Conversation> {
    const rows = await runDatabaseOperation('Reading a branch', () => this.#messages(scope, conversationId))
    if (!rows.some(({ id }) => id === messageId)) throw new AppError('not_found', 'The message is not in this conversation')
    return this.#update(scope, conversationId, { leafId: newestBelow(rows, messageId) })
  }

  configure(scope: WorkspaceScope, id: string, settings: { pinned?: PassageFilter | null; connectionId?: string | null }): Promise<Conversation> {
    const { pinned, connectionId } = settings
    return this.#update(scope, id, { connectionId, pinned: pinned === null ? Prisma.DbNull : pinned && toJsonColumn(pinned) })
  }

  share(scope: WorkspaceScope, id: string, shareId: string | null): Promise<Conversation> {
    return this.#update(scope, id, { shareId, sharedAt: shareId === null ? null : new Date() })
  }

  saveFeedback(scope: WorkspaceScope, answerId: string, feedback: AnswerFeedback | null): Promise<AnsweredQuestion> {
    const { workspaceId } = scope
    const data = { feedback: feedback?.value ?? null, feedbackReason: feedback?.reason ?? null }
    return runDatabaseOperation('Keeping feedback', () =>
      this.#client.$transaction(async ({ message }) => {
        const { conversationId } = await message.update({ where: { id: answerId, workspaceId, role: 'answer' }, data })
        const rows = await message.findMany({ where: { workspaceId, conversationId }, orderBy: { position: 'asc' } })
        const branch = toBranch(rows, answerId)
        const [question, answer] = branch.slice(-2)
        if (question?.role !== 'question' || answer?.role !== 'answer') throw new AppError('not_found', 'The question of the answer is not there')
        return { history: branch.slice(0, -2), question, answer }
      }),
    )
  }

  async #readWhere(where: Prisma.ConversationWhereInput): Promise<Conversation | null> {
    const row = await runDatabaseOperation('Reading a conversation', () => this.#client.conversation.findFirst({ where, include: withMessages }))
    return row && toShownConversation(row)
  }

  async #update(scope: WorkspaceScope, id: string, data: Prisma.ConversationUncheckedUpdateInput): Promise<Conversation> {
    const where = { id, workspaceId: scope.workspaceId }
    return toShownConversation(
      await runDatabaseOperation('Changing a conversation', () => this.#client.conversation.update({ where, data, include: withMessages })),
    )
  }

  #messages({ workspaceId }: WorkspaceScope, conversationId: string): Promise<MessageRow[]> {
    return this.#client.message.findMany({ where: { workspaceId, conversationId }, orderBy: { position: 'asc' } })
  }

  #append(scope: WorkspaceScope, conversationId: string, content: MessageContent): Promise<{ row: MessageRow; siblings: string[] }> {
    return runDatabaseOperation('Adding a message', () =>
      this.#client.$transaction((transaction) => writeMessage(transaction, { workspaceId: scope.workspaceId, conversationId, content })),
    )
  }
}

function toShownConversation(row: WholeRow): Conversation {
  return toConversation(row, toBranch(row.messages, row.leafId))
}

function toBranch(rows: MessageRow[], lastId: string | null): Message[] {
  return pathTo(rows, lastId).map((row) => toMessage(row, siblingsOf(rows, row)))
}

function answerContent({ kind, text, sources, citations, checks, reasoning, usage, searched, followUps }: Answer) {
  return {
    kind,
    text,
    sources: toJsonColumn(sources),
    citations: toJsonColumn(citations),
    checks: toJsonColumn(checks),
    reasoning,
    usage: usage === null ? Prisma.DbNull : toJsonColumn(usage),
    searched: searched === null ? Prisma.DbNull : toJsonColumn(searched),
    followUps: toJsonColumn(followUps),
  }
}

function matching(scope: WorkspaceScope, query: string | undefined): Prisma.ConversationWhereInput {
  const wanted = toSearchText(query?.trim() ?? '')
  if (wanted === '') return {}
  const contains = { searchText: { contains: wanted } }
  return { OR: [contains, { messages: { some: { workspaceId: scope.workspaceId, ...contains } } }] }
}

function following(cursor: string | undefined): Prisma.ConversationWhereInput {
  if (cursor === undefined) return {}
  const { updatedAt, id } = readPageCursor(cursor)
  return { OR: [{ updatedAt: { lt: updatedAt } }, { updatedAt, id: { lt: id } }] }
}
