import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ChatScreen } from '@/components/chat/chat-screen'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell')
  return { title: `${t('newChat')} · ${t('name')}` }
}

export default function NewChatPage() {
  return <ChatScreen />
}
