'use client'

import { useTranslations } from 'next-intl'
import { useConversations } from '../shell/conversations-context'
import type { ChatState } from './chat-state'

/** A chat's title: the list's, which knows of renaming, else what was read with it, else its first question. Null until it is known. */
export function useChatTitle(conversationId: string | null, { title, messages }: ChatState): string | null {
  const t = useTranslations('shell')
  const { conversations } = useConversations()
  if (conversationId === null) return t('newChat')
  const listed = conversations.find((conversation) => conversation.id === conversationId)?.title
  const [first] = messages
  return listed ?? title ?? (first?.role === 'question' ? first.text.slice(0, 80) : null)
}
