import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ConversationPage } from '@/components/chat/read-only/conversation-page'
import { readSharedTitle } from '../../page-titles'

type Properties = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Properties): Promise<Metadata> {
  const [{ id }, t] = await Promise.all([params, getTranslations('conversation.shared')])
  return { title: (await readSharedTitle(id)) ?? t('label') }
}

export default async function SharedPage({ params }: Properties) {
  const { id } = await params
  return <ConversationPage path={`/api/share/${encodeURIComponent(id)}`} backTo={null} />
}
