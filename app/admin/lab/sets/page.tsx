import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SetsView } from '@/components/lab/sets/sets-view'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('lab.tabs')
  return { title: t('sets') }
}

export default function TestSetsPage() {
  return <SetsView />
}
