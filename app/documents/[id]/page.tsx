import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DocumentPage } from '@/components/documents/document/document-page'
import { readDocumentName } from '../../page-titles'

interface DocumentRouteProps {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: DocumentRouteProps): Promise<Metadata> {
  const [{ id }, t] = await Promise.all([params, getTranslations('viewer')])
  return { title: (await readDocumentName(id)) ?? t('title') }
}

/** A whole number of characters from the address, or null for anything else. */
function readOffset(value: string | string[] | undefined): number | null {
  return typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : null
}

export default async function DocumentRoute({ params, searchParams }: DocumentRouteProps) {
  const [{ id }, query] = await Promise.all([params, searchParams])
  const start = readOffset(query.start)
  const end = readOffset(query.end)
  return <DocumentPage documentId={id} highlight={start !== null && end !== null && start < end ? { start, end } : null} />
}
