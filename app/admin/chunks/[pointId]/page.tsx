import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ChunkView } from '@/components/admin/chunks/chunk-view'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.documents')
  return { title: t('chunks') }
}

export default async function ChunkPage({ params }: { params: Promise<{ pointId: string }> }) {
  const { pointId } = await params
  return <ChunkView pointId={pointId} />
}
