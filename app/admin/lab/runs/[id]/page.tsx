import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { RunView } from '@/components/lab/results/run-view'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('lab.run')
  return { title: t('title') }
}

export default async function TestRunPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <RunView runId={id} />
}
