'use client'

import { ArrowLeft, Ban, RotateCcw, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { IconButton } from '@/components/ui/icon-button'
import { fileName } from '@/components/viewer/file-name'
import { DownloadLink } from '@/components/viewer/viewer-header'
import type { DocumentRecord } from '@/lib/domain/document'
import { errorCatalog, type InterfaceLanguage } from '@/lib/domain/error-catalog'
import { DeleteDocumentsDialog } from '../deletion/delete-documents-dialog'
import { DocumentStage } from '../rows/document-stage'
import { useDocumentActions } from '../rows/use-document-actions'

interface DocumentHeadingProps {
  document: DocumentRecord
  queuePosition: number | null
  onChanged: (document: DocumentRecord) => void
}

/** Name and state of a document, and what can be done with it now. */
export function DocumentHeading({ document, queuePosition, onChanged }: DocumentHeadingProps) {
  const t = useTranslations('viewer.document')
  const router = useRouter()
  const [isDeleting, setDeleting] = useState(false)
  const { id, source, status } = document
  const takeFirst = useCallback((documents: DocumentRecord[]) => documents.slice(0, 1).forEach(onChanged), [onChanged])
  const { busyId, failure, retry, cancel } = useDocumentActions(takeFirst)
  const isBusy = busyId !== null
  return (
    <div className="flex flex-col gap-1 px-4 pt-2 pb-2 sm:px-6">
      <div className="-mx-2 flex items-center gap-1">
        <AllDocumentsLink />
        <div className="ml-auto flex items-center gap-1">
          {status === 'failed' || status === 'cancelled' ? (
            <Button size="sm" loading={isBusy} onClick={() => retry(id)}>
              {isBusy ? null : <RotateCcw aria-hidden size={15} />}
              {t('retry')}
            </Button>
          ) : null}
          {status === 'queued' || status === 'processing' ? (
            <Button size="sm" loading={isBusy} onClick={() => cancel(id)}>
              {isBusy ? null : <Ban aria-hidden size={15} />}
              {t('cancel')}
            </Button>
          ) : null}
          <DownloadLink documentId={id} />
          <IconButton size="sm" tooltipSide="bottom" label={t('delete')} onClick={() => setDeleting(true)}>
            <Trash2 aria-hidden size={16} />
          </IconButton>
        </div>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h1 dir="auto" title={source} className="min-w-0 flex-[1_1_12rem] truncate text-lg leading-snug font-semibold">
          {fileName(source)}
        </h1>
        <div className={status === 'processing' ? 'w-44' : ''}>
          <DocumentStage document={document} queuePosition={queuePosition} />
        </div>
      </div>
      <Trouble document={document} />
      {failure ? <ErrorNotice message={failure} /> : null}
      <DeleteDocumentsDialog
        documents={isDeleting ? [document] : []}
        onClose={() => setDeleting(false)}
        onDeleted={(ids) => {
          if (ids.length > 0) router.push('/documents')
        }}
        onReturnFocus={() => undefined}
      />
    </div>
  )
}

export function AllDocumentsLink() {
  const t = useTranslations('viewer')
  return (
    <Link href="/documents" className="inline-flex h-9 items-center gap-1.5 rounded-lg px-2 text-sm text-text-muted hover:bg-surface-hover hover:text-text">
      <ArrowLeft aria-hidden size={16} />
      {t('allDocuments')}
    </Link>
  )
}

/** Why it failed with an earlier version still there, or why it waits. Without one, the page itself says it. */
function Trouble({ document }: { document: DocumentRecord }) {
  const locale = useLocale() as InterfaceLanguage
  const { status, errorCode, readyAt } = document
  if (errorCode === null || (status === 'failed' && readyAt === null)) return null
  if (status !== 'failed' && status !== 'queued') return null
  return <p className={`text-sm ${status === 'failed' ? 'text-danger' : 'text-text-muted'}`}>{errorCatalog[errorCode][locale]}</p>
}
