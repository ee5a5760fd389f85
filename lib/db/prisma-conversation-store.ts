import type { Answer } from '@/lib/domain/answer'
import { AppError } from '@/lib/domain/app-error'
import type { AnswerFeedback, AnswerMessage, Conversation, ConversationSummary, QuestionMessage } from '@/lib/domain/conversation'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { AnsweredQuestion, ConversationStore } from '@/lib/domain/ports/conversation-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { runDatabaseOperation } from './connection/run-database-operation'
import type { Message, Prisma, PrismaClient } from './generated/client'
import { toJsonColumn } from './rows/column-shape'
import { toAnswerMessage, toConversationSummary, toMessage, toQuestionMessage } from './rows/conversation-row'
import { readPageCursor, toPageCursor } from './rows/page-cursor'
import { toSearchText } from './rows/search-text'

type MessageContent = Pick<Prisma.MessageUncheckedCreateInput, 'id' | 'role' | 'text' | 'kind' | 'state' | 'sources' | 'citations' | 'errorCode'>

/** Conversations and their messages. Messages are numbered within their conversation; adding one counts as using it. */
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

  async read(scope: WorkspaceScope, id: string): Promise<Conversation | null> {
    const row = await runDatabaseOperation('Reading a conversation', () =>
      this.#client.conversation.findFirst({ where: { id, workspaceId: scope.workspaceId }, include: { messages: { orderBy: { position: 'asc' } } } }),
    )
    return row === null ? null : { ...toConversationSummary(row), messages: row.messages.map(toMessage) }
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

  async addQuestion(scope: WorkspaceScope, conversationId: string, text: string): Promise<QuestionMessage> {
    return toQuestionMessage(await this.#append(scope, conversationId, { role: 'question', text }))
  }

  async addAnswer(
    scope: WorkspaceScope,
    conversationId: string,
    message: { id: string; state: AnswerMessage['state']; answer: Answer; errorCode: ErrorCode | null },
  ): Promise<AnswerMessage> {
    const { id, state, errorCode, answer } = message
    const sources = toJsonColumn(answer.sources)
    const citations = toJsonColumn(answer.citations)
    const content = { id, role: 'answer', text: answer.text, kind: answer.kind, state, errorCode, sources, citations }
    return toAnswerMessage(await this.#append(scope, conversationId, content))
  }

  rewindToQuestion(scope: WorkspaceScope, conversationId: string, answerId: string): Promise<QuestionMessage> {
    const ofConversation = { workspaceId: scope.workspaceId, conversationId }
    return runDatabaseOperation('Rewinding a conversation', () =>
      this.#client.$transaction(async ({ message }) => {
        const answer = await message.findFirst({ where: { ...ofConversation, id: answerId, role: 'answer' } })
        if (answer === null) throw new AppError('not_found', 'The answer to go back from is not there')
        const before = { ...ofConversation, role: 'question', position: { lt: answer.position } }
        const question = await message.findFirst({ where: before, orderBy: { position: 'desc' } })
        if (question === null) throw new AppError('not_found', 'The question of the answer is not there')
        await message.deleteMany({ where: { ...ofConversation, position: { gt: question.position } } })
        return toQuestionMessage(question)
      }),
    )
  }

  saveFeedback(scope: WorkspaceScope, answerId: string, feedback: AnswerFeedback | null): Promise<AnsweredQuestion> {
    const { workspaceId } = scope
    const data = { feedback: feedback?.value ?? null, feedbackReason: feedback?.reason ?? null }
    return runDatabaseOperation('Keeping feedback', () =>
      this.#client.$transaction(async ({ message }) => {
        const answer = await message.update({ where: { id: answerId, workspaceId, role: 'answer' }, data })
        const { conversationId, position } = answer
        const before = await message.findMany({ where: { workspaceId, conversationId, position: { lt: position } }, orderBy: { position: 'asc' } })
        const at = before.findLastIndex(({ role }) => role === 'question')
        const question = before[at]
        if (question === undefined) throw new AppError('not_found', 'The question of the answer is not there')
        return { history: before.slice(0, at).map(toMessage), question: toQuestionMessage(question), answer: toAnswerMessage(answer) }
      }),
    )
  }

  #append(scope: WorkspaceScope, conversationId: string, content: MessageContent): Promise<Message> {
    const { workspaceId } = scope
    const now = new Date()
    return runDatabaseOperation('Adding a message', () =>
      this.#client.$transaction(async (transaction) => {
        // Also the check that the conversation is this workspace's: the update finds no row otherwise.
        await transaction.conversation.update({ where: { id: conversationId, workspaceId }, data: { updatedAt: now } })
        const last = await transaction.message.findFirst({ where: { conversationId }, orderBy: { position: 'desc' }, select: { position: true } })
        const position = last === null ? 0 : last.position + 1
        return transaction.message.create({
          data: { ...content, workspaceId, conversationId, position, searchText: toSearchText(content.text), createdAt: now },
        })
      }),
    )
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
