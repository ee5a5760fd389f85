import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { QuestionsView } from '@/components/lab/questions/questions-view'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('lab.set')
  return { title: t('title') }
}

export default async function TestSetPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <QuestionsView setId={id} />
}
