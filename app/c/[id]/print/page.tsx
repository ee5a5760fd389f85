import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ConversationPage } from '@/components/chat/read-only/conversation-page'
import { readConversationTitle } from '../../../page-titles'

type Properties = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Properties): Promise<Metadata> {
  const [{ id }, t] = await Promise.all([params, getTranslations('shell')])
  return { title: (await readConversationTitle(id)) ?? t('conversations') }
}

export default async function PrintPage({ params }: Properties) {
  const { id } = await params
  const name = encodeURIComponent(id)
  return <ConversationPage path={`/api/conversations/${name}`} backTo={`/c/${name}`} />
}
