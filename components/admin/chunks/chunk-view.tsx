'use client'

import { BookOpen, Layers } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useApi } from '@/components/api/use-api'
import { usePageTitle } from '@/components/shell/use-page-title'
import { buttonClasses } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Spinner } from '@/components/ui/spinner'
import { fileName } from '@/components/viewer/file-name'
import type { Passage, StoredChunk } from '@/lib/domain/passage'
import { documentChunksAddress, viewerAddress } from '../addresses'
import { PageFrame, Section } from '../page-frame'
import { PassageList } from '../passage-list'
import { ChunkFacts } from './chunk-facts'
import { ChunkPayload } from './chunk-payload'

interface ChunkAnswer {
  chunk: StoredChunk
  neighbours: Passage[]
}

/** One chunk: its text, what is stored with it, and the chunks nearest to it. */
export function ChunkView({ pointId }: { pointId: string }) {
  const t = useTranslations('admin')
  const { data, error, reload } = useApi<ChunkAnswer>(`/api/admin/chunks/${encodeURIComponent(pointId)}`)
  usePageTitle(data ? `${fileName(data.chunk.source)} · ${t('chunk.number', { index: data.chunk.chunkIndex })}` : null)
  const back = data ? { href: documentChunksAddress(data.chunk.documentId), label: t('chunk.allChunks') } : { href: '/admin', label: t('backToCollection') }
  if (!data)
    return (
      <PageFrame title={t('title')} back={back}>
        {error ? <ErrorNotice title={t('failed.chunk')} message={error.message} onRetry={reload} /> : <Spinner label={t('chunk.loading')} />}
      </PageFrame>
    )
  const { chunk, neighbours } = data
  return (
    <PageFrame
      title={t('chunk.number', { index: chunk.chunkIndex })}
      lead={<span className="wrap-anywhere">{[chunk.source, chunk.section].filter(Boolean).join(' › ')}</span>}
      back={back}
      actions={
        <Link href={viewerAddress(chunk.documentId, chunk)} className={buttonClasses('secondary', 'sm')}>
          <BookOpen aria-hidden size={15} />
          {t('chunk.openInViewer')}
        </Link>
      }
    >
      <Section title={t('chunk.text')}>
        <ChunkFacts chunk={chunk} />
        <p
          lang={chunk.language === 'und' ? undefined : chunk.language}
          className="rounded-xl border border-border bg-surface-raised p-4 leading-relaxed whitespace-pre-wrap wrap-anywhere"
        >
          {chunk.text}
        </p>
      </Section>
      <Neighbours neighbours={neighbours} />
      <ChunkPayload chunk={chunk} />
    </PageFrame>
  )
}

function Neighbours({ neighbours }: { neighbours: Passage[] }) {
  const t = useTranslations('admin.chunk')
  return (
    <Section title={t('neighbours')} hint={t('neighboursHint')}>
      {neighbours.length > 0 ? (
        <PassageList passages={neighbours} best={1} />
      ) : (
        <p className="flex items-center gap-2 text-text-muted">
          <Layers aria-hidden size={16} />
          {t('noNeighbours')}
        </p>
      )}
    </Section>
  )
}
