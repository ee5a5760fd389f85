import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DocumentChunksView } from '@/components/admin/chunks/document-chunks-view'
import { readDocumentName } from '../../../page-titles'

interface DocumentChunksPageProps {
  params: Promise<{ id: string }>
}

export async function generateMetadata({ params }: DocumentChunksPageProps): Promise<Metadata> {
  const [{ id }, t] = await Promise.all([params, getTranslations('admin.documents')])
  return { title: [await readDocumentName(id), t('chunks')].filter(Boolean).join(' · ') }
}

export default async function DocumentChunksPage({ params }: DocumentChunksPageProps) {
  const { id } = await params
  return <DocumentChunksView documentId={id} />
}
