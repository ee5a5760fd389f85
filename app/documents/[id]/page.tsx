import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { DocumentViewer } from '@/components/viewer/document-viewer'
import { readDocumentName } from '../../page-titles'

interface DocumentPageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: DocumentPageProps): Promise<Metadata> {
  const [{ id }, t] = await Promise.all([params, getTranslations('viewer')])
  return { title: (await readDocumentName(id)) ?? t('document') }
}

/** A whole number of characters from the address, or null for anything else. */
function readOffset(value: string | string[] | undefined): number | null {
  return typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : null
}

export default async function DocumentPage({ params, searchParams }: DocumentPageProps) {
  const [{ id }, query, t] = await Promise.all([params, searchParams, getTranslations('viewer')])
  const start = readOffset(query.start)
  const end = readOffset(query.end)
  return (
    <div className="flex h-full flex-col">
      <div className="px-3 pt-2 sm:px-4">
        <Link href="/documents" className="inline-flex h-9 items-center gap-1.5 rounded-lg px-2 text-sm text-text-muted hover:bg-surface-hover hover:text-text">
          <ArrowLeft aria-hidden size={16} />
          {t('allDocuments')}
        </Link>
      </div>
      <div className="min-h-0 flex-1">
        <DocumentViewer documentId={id} highlight={start !== null && end !== null && start < end ? { start, end } : null} />
      </div>
    </div>
  )
}
