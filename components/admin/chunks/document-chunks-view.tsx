'use client'

import { BookOpen, Layers } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useApi } from '@/components/api/use-api'
import { Button, buttonClasses } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Spinner } from '@/components/ui/spinner'
import type { DocumentRecord } from '@/lib/domain/document'
import type { StoredChunk } from '@/lib/domain/passage'
import { viewerAddress } from '../addresses'
import { PageFrame } from '../page-frame'
import { type Pages, usePages } from '../use-pages'
import { ChunkItem } from './chunk-item'

/** One document's chunks, in their order. */
export function DocumentChunksView({ documentId }: { documentId: string }) {
  const t = useTranslations('admin')
  const path = `/api/documents/${encodeURIComponent(documentId)}`
  const { data: document, error, reload } = useApi<DocumentRecord>(path)
  const chunks = usePages<StoredChunk>(`${path}/chunks?limit=50`, 'chunks')
  const back = { href: '/admin', label: t('backToCollection') }

  if (error)
    return (
      <PageFrame title={t('title')} back={back}>
        <ErrorNotice title={t('failed.document')} message={error.message} onRetry={reload} />
      </PageFrame>
    )
  const isReady = document?.status === 'ready'
  return (
    <PageFrame
      title={document?.source ?? t('document.loading')}
      lead={document ? t('document.summary', { chunks: document.chunkCount, characters: document.characterCount ?? 0 }) : undefined}
      back={back}
      actions={
        isReady ? (
          <Link href={viewerAddress(documentId)} className={buttonClasses('secondary', 'sm')}>
            <BookOpen aria-hidden size={15} />
            {t('document.open')}
          </Link>
        ) : null
      }
    >
      <ChunkList chunks={chunks} isReady={isReady} />
    </PageFrame>
  )
}

function ChunkList({ chunks, isReady }: { chunks: Pages<StoredChunk>; isReady: boolean }) {
  const t = useTranslations('admin')
  return (
    <div className="flex flex-col gap-4">
      {chunks.items.length > 0 ? (
        <ol className="flex flex-col gap-3">
          {chunks.items.map((chunk) => (
            <ChunkItem key={chunk.pointId} chunk={chunk} />
          ))}
        </ol>
      ) : null}
      {chunks.failure ? <ErrorNotice title={t('failed.chunks')} message={chunks.failure.message} onRetry={chunks.reload} /> : null}
      {!chunks.isLoaded && chunks.isLoading ? <Spinner label={t('document.loading')} /> : null}
      {chunks.isLoaded && chunks.items.length === 0 ? (
        <EmptyState icon={<Layers size={24} />} title={t('document.empty')} {...(isReady ? {} : { description: t('document.notReady') })} />
      ) : null}
      {chunks.nextCursor !== null ? (
        <div className="flex justify-center">
          <Button size="sm" loading={chunks.isLoading} onClick={chunks.loadMore}>
            {t('document.loadMore')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
