'use client'

import { FileStack } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Button, buttonClasses } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Spinner } from '@/components/ui/spinner'
import type { DocumentRecord, DocumentStatus } from '@/lib/domain/document'
import { documentChunksAddress } from '../addresses'
import { type Column, DataTable } from '../data-table'
import { Section } from '../page-frame'
import { useLanguageName } from '../use-language-name'
import type { Pages } from '../use-pages'

const tones: Record<DocumentStatus, 'neutral' | 'accent' | 'success' | 'danger'> = {
  queued: 'neutral',
  processing: 'accent',
  ready: 'success',
  failed: 'danger',
  cancelled: 'neutral',
}

export function DocumentSection({ pages }: { pages: Pages<DocumentRecord> }) {
  const t = useTranslations('admin')
  return (
    <Section title={t('documents.heading')}>
      {pages.items.length > 0 ? <DocumentTable documents={pages.items} /> : null}
      {pages.failure ? <ErrorNotice title={t('failed.documents')} message={pages.failure.message} onRetry={pages.reload} /> : null}
      {!pages.isLoaded && pages.isLoading ? <Spinner label={t('documents.loading')} /> : null}
      {pages.isLoaded && pages.items.length === 0 ? <NoDocuments /> : null}
      {pages.nextCursor !== null ? (
        <div className="flex justify-center">
          <Button size="sm" loading={pages.isLoading} onClick={pages.loadMore}>
            {t('documents.loadMore')}
          </Button>
        </div>
      ) : null}
    </Section>
  )
}

function DocumentTable({ documents }: { documents: DocumentRecord[] }) {
  const t = useTranslations('admin.documents')
  const format = useFormatter()
  const nameLanguage = useLanguageName()
  const columns: Column<DocumentRecord>[] = [
    {
      heading: t('name'),
      cell: ({ id, source }) => (
        <Link href={documentChunksAddress(id)} prefetch={false} className="font-medium wrap-anywhere hover:underline">
          {source}
        </Link>
      ),
    },
    { heading: t('status'), cell: ({ status }) => <Badge tone={tones[status]}>{t(status)}</Badge> },
    { heading: t('language'), cell: ({ language }) => (language ? nameLanguage(language) : '–'), isWideOnly: true },
    { heading: t('version'), cell: ({ version }) => version, align: 'end', isWideOnly: true },
    { heading: t('characters'), cell: ({ characterCount }) => (characterCount === null ? '–' : format.number(characterCount)), align: 'end', isWideOnly: true },
    { heading: t('chunks'), cell: ({ chunkCount }) => format.number(chunkCount), align: 'end' },
  ]
  return <DataTable caption={t('heading')} columns={columns} rows={documents} keyOf={(document) => document.id} />
}

function NoDocuments() {
  const t = useTranslations('admin.documents')
  return (
    <EmptyState
      icon={<FileStack size={24} />}
      title={t('empty')}
      description={t('emptyDescription')}
      action={
        <Link href="/documents" className={buttonClasses('primary')}>
          {t('add')}
        </Link>
      }
    />
  )
}
