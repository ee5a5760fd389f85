'use client'

import { Scissors } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { callApi } from '@/components/api/call-api'
import { useApi } from '@/components/api/use-api'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { CollectionChunking } from '@/lib/domain/chunk'
import type { DocumentRecord } from '@/lib/domain/document'

interface CutSettingsProps {
  document: DocumentRecord
  onChanged: (document: DocumentRecord) => void
}

/** What the document was cut with, and the way to cut it anew with what the collection is set to now. */
export function CutSettings({ document, onChanged }: CutSettingsProps) {
  const t = useTranslations('viewer.document.cut')
  const { data: collection } = useApi<CollectionChunking & { limits: { max: number } }>('/api/collection/chunking')
  const describe = useDescribeChunking()
  const { chunking, chunkCount } = document
  const isOutdated = collection !== null && (collection.strategy !== chunking.strategy || collection.maxTokens !== chunking.maxTokens)

  async function recut(): Promise<void> {
    onChanged(await callApi<DocumentRecord>(`/api/documents/${encodeURIComponent(document.id)}/recut`, { method: 'POST' }))
  }

  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b border-border px-4 py-2 text-sm sm:px-8">
      <div className="min-w-0 flex-[1_1_16rem] tabular-nums">
        <p>
          {t('chunks', { count: chunkCount })} · {describe(chunking)}
        </p>
        {isOutdated ? <p className="text-warning">{t('outdated', { settings: describe(collection) })}</p> : null}
      </div>
      {document.status === 'ready' ? (
        <ConfirmDialog
          title={t('confirmTitle')}
          description={t('confirmText', { settings: collection ? describe(collection) : describe(chunking) })}
          confirmLabel={t('recut')}
          onConfirm={recut}
          trigger={
            <Button size="sm">
              <Scissors aria-hidden size={15} />
              {t('recut')}
            </Button>
          }
        />
      ) : null}
    </div>
  )
}

function useDescribeChunking(): (chunking: CollectionChunking) => string {
  const t = useTranslations('viewer.document.cut')
  return ({ strategy, maxTokens }) => `${t(`strategy.${strategy}`)}, ${maxTokens === null ? t('largest') : t('atMost', { count: maxTokens })}`
}
