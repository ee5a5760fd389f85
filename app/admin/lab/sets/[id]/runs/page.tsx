import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { RunsView } from '@/components/lab/runs/runs-view'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('lab.set')
  return { title: t('runs') }
}

export default async function TestRunsPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <RunsView setId={id} />
}
