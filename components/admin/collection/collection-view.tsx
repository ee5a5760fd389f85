'use client'

import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useApi } from '@/components/api/use-api'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Spinner } from '@/components/ui/spinner'
import type { DocumentRecord } from '@/lib/domain/document'
import type { CollectionDescription } from '@/lib/domain/ports/vector-index'
import { PageFrame, Section } from '../page-frame'
import { QueryPanel } from '../query/query-panel'
import { usePages } from '../use-pages'
import { PayloadIndexSection, VectorSection } from './collection-schema'
import { CollectionState } from './collection-state'
import { DocumentSection } from './document-section'

/** The collection's page. Each section reads for itself, so that one that fails leaves the others standing. */
export function CollectionView() {
  const t = useTranslations('admin')
  const collection = useApi<CollectionDescription>('/api/admin/collection')
  const documents = usePages<DocumentRecord>('/api/documents?limit=50', 'documents')

  function reload(): void {
    collection.reload()
    documents.reload()
  }

  return (
    <PageFrame
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button size="sm" loading={collection.loading} onClick={reload}>
          {collection.loading ? null : <RefreshCw aria-hidden size={15} />}
          {t('reload')}
        </Button>
      }
    >
      <Section title={t('state.heading')}>
        {collection.error ? <ErrorNotice title={t('failed.collection')} message={collection.error.message} onRetry={collection.reload} /> : null}
        {collection.data && !collection.error ? <CollectionState collection={collection.data} /> : null}
        {!collection.data && collection.loading ? <Spinner label={t('documents.loading')} /> : null}
      </Section>
      <QueryPanel />
      {collection.data && !collection.error ? (
        <div className="grid gap-8 lg:grid-cols-2 lg:gap-6">
          <VectorSection vectors={collection.data.vectors} />
          <PayloadIndexSection indexes={collection.data.payloadIndexes} />
        </div>
      ) : null}
      <DocumentSection pages={documents} />
    </PageFrame>
  )
}
