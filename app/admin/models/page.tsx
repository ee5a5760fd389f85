import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ModelsView } from '@/components/admin/models/models-view'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('models')
  return { title: t('title') }
}

export default function ModelsPage() {
  return <ModelsView />
}
