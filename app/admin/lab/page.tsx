import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { TryView } from '@/components/lab/try/try-view'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('lab')
  return { title: t('title') }
}

export default function LabPage() {
  return (
    <Suspense>
      <TryView />
    </Suspense>
  )
}
