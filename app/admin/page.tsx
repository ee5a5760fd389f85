import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CollectionView } from '@/components/admin/collection/collection-view'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin')
  return { title: t('title') }
}

export default function CollectionPage() {
  return <CollectionView />
}
