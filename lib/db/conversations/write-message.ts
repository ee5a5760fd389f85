import { AppError } from '@/lib/domain/app-error'
import type { Message, Prisma } from '../generated/client'
import { toSearchText } from '../rows/search-text'
import { siblingsOf } from './message-tree'

export type MessageContent = Omit<
  Prisma.MessageUncheckedCreateInput,
  'workspaceId' | 'conversationId' | 'position' | 'searchText' | 'createdAt' | 'parentId' | 'conversation'
> & { parentId: string | null }

interface NewMessage {
  workspaceId: string
  conversationId: string
  content: MessageContent
}

/**
 * Adds a message behind the one it follows. A question becomes the end of what is shown; an answer only where its question still is
 * that, since a person may have gone on elsewhere while it was written. Errors: not_found.
 */
export async function writeMessage(
  transaction: Prisma.TransactionClient,
  { workspaceId, conversationId, content }: NewMessage,
): Promise<{ row: Message; siblings: string[] }> {
  const now = new Date()
  // Also the check that the conversation is this workspace's: the update finds no row otherwise.
  const { leafId } = await transaction.conversation.update({ where: { id: conversationId, workspaceId }, data: { updatedAt: now } })
  const others = await transaction.message.findMany({
    where: { conversationId },
    orderBy: { position: 'asc' },
    select: { id: true, parentId: true, role: true, position: true },
  })
  const { parentId } = content
  if (parentId !== null && !others.some(({ id }) => id === parentId)) throw new AppError('not_found', 'The message to follow is not in this conversation')
  const position = (others.at(-1)?.position ?? -1) + 1
  const row = await transaction.message.create({
    data: { ...content, workspaceId, conversationId, position, searchText: toSearchText(content.text), createdAt: now },
  })
  if (content.role === 'question' || leafId === null || leafId === parentId)
    await transaction.conversation.update({ where: { id: conversationId }, data: { leafId: row.id } })
  return { row, siblings: siblingsOf([...others, row], row) }
}
