import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ChatScreen } from '@/components/chat/chat-screen'
import { readConversationTitle } from '../../page-titles'

export async function generateMetadata({ params }: { params: Promise<{ id: string }> }): Promise<Metadata> {
  const [{ id }, t] = await Promise.all([params, getTranslations('shell')])
  return { title: (await readConversationTitle(id)) ?? t('conversations') }
}

export default function ConversationPage() {
  return <ChatScreen />
}
