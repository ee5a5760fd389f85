import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DocumentChunksView } from '@/components/admin/chunks/document-chunks-view'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.documents')
  return { title: t('chunks') }
}

export default async function DocumentChunksPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <DocumentChunksView documentId={id} />
}
