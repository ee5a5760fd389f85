'use client'

import { Ban, RotateCcw, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { memo } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import type { DocumentRecord } from '@/lib/domain/document'
import { errorCatalog, type InterfaceLanguage } from '@/lib/domain/error-catalog'
import { formatByteSize } from '../format-byte-size'
import { DocumentStage } from './document-stage'
import { FormatIcon } from './format-icon'
import { SourceName } from './source-name'

interface DocumentRowProps {
  document: DocumentRecord
  isSelected: boolean
  /** An action on it is under way. */
  isBusy: boolean
  queuePosition: number | null
  onSelect: (id: string, isSelected: boolean) => void
  onRetry: (id: string) => void
  onCancel: (id: string) => void
  onDelete: (document: DocumentRecord) => void
}

/** One document. Drawn again only when its own record, or what it can do, changes. */
export const DocumentRow = memo(function DocumentRow({ document, isSelected, isBusy, queuePosition, onSelect, onRetry, onCancel, onDelete }: DocumentRowProps) {
  const t = useTranslations('documents.row')
  const { id, source: name } = document
  return (
    <div className="flex items-start gap-3 border-t border-border px-3 py-3 hover:bg-surface sm:px-4">
      <label className="-mx-2 flex size-9 shrink-0 items-center justify-center">
        <input
          type="checkbox"
          aria-label={t('select', { name })}
          checked={isSelected}
          onChange={(event) => onSelect(id, event.target.checked)}
          className="size-4 accent-accent"
        />
      </label>
      <FormatIcon format={document.format} />
      <div className="min-w-0 flex-1">
        <div className="gap-6 sm:flex sm:items-center">
          <div className="min-w-0 flex-1">
            <DocumentName document={document} />
            <DocumentFacts document={document} />
          </div>
          <div className="mt-1.5 sm:mt-0 sm:w-44 sm:shrink-0">
            <DocumentStage document={document} queuePosition={queuePosition} />
          </div>
        </div>
        <Remarks document={document} />
      </div>
      <RowActions document={document} isBusy={isBusy} onRetry={onRetry} onCancel={onCancel} onDelete={onDelete} />
    </div>
  )
})

type RowActionsProps = Pick<DocumentRowProps, 'document' | 'isBusy' | 'onRetry' | 'onCancel' | 'onDelete'>

/** The dearest part of a row to draw, and the same through all progress: drawn again only when what it offers changes. */
const RowActions = memo(
  function RowActions({ document, isBusy, onRetry, onCancel, onDelete }: RowActionsProps) {
    const t = useTranslations('documents.row')
    const { id, source: name } = document
    return (
      <div className="flex shrink-0 gap-0.5 sm:w-[4.25rem] sm:justify-end">
        {document.status === 'failed' || document.status === 'cancelled' ? (
          <IconButton size="sm" label={t('retry', { name })} disabled={isBusy} onClick={() => onRetry(id)}>
            <RotateCcw aria-hidden size={16} className={isBusy ? 'animate-spin' : ''} />
          </IconButton>
        ) : null}
        {document.status === 'queued' || document.status === 'processing' ? (
          <IconButton size="sm" label={t('cancel', { name })} disabled={isBusy} onClick={() => onCancel(id)}>
            <Ban aria-hidden size={16} />
          </IconButton>
        ) : null}
        <IconButton size="sm" label={t('delete', { name })} onClick={() => onDelete(document)}>
          <Trash2 aria-hidden size={16} />
        </IconButton>
      </div>
    )
  },
  (before, now) =>
    before.isBusy === now.isBusy &&
    before.onRetry === now.onRetry &&
    before.onCancel === now.onCancel &&
    before.onDelete === now.onDelete &&
    before.document.status === now.document.status &&
    before.document.source === now.document.source,
)

function DocumentName({ document }: { document: DocumentRecord }) {
  return (
    <Link
      href={`/documents/${document.id}`}
      prefetch={false}
      dir="auto"
      className="block w-fit rounded leading-snug font-medium wrap-anywhere hover:underline focus-visible:outline-offset-0"
    >
      <SourceName source={document.source} />
    </Link>
  )
}

function DocumentFacts({ document }: { document: DocumentRecord }) {
  const t = useTranslations('documents')
  const locale = useLocale()
  const format = useFormatter()
  const facts = [
    t(`format.${document.format}`),
    formatByteSize(document.byteSize, locale),
    document.pageCount ? t('row.pages', { count: document.pageCount }) : null,
    document.status === 'ready' ? t('row.chunks', { count: document.chunkCount }) : null,
    format.dateTime(new Date(document.createdAt), { dateStyle: 'medium' }),
  ]
  return (
    <p className="mt-0.5 text-sm text-text-muted tabular-nums">
      {facts
        .filter((fact) => fact !== null)
        .map(unbroken)
        .join(' · ')}
    </p>
  )
}

/** One fact stays on one line: a line may end between facts only. */
function unbroken(fact: string): string {
  return fact.replaceAll(' ', '\u00a0')
}

/** Why it failed or waits, and what a person should know of a document that is ready all the same. */
function Remarks({ document }: { document: DocumentRecord }) {
  const t = useTranslations('documents.notice')
  const locale = useLocale() as InterfaceLanguage
  const { status, errorCode, notices } = document
  if (errorCode && status === 'failed') return <p className="mt-1 text-sm text-danger">{errorCatalog[errorCode][locale]}</p>
  if (errorCode && status === 'queued') return <p className="mt-1 text-sm text-text-muted">{errorCatalog[errorCode][locale]}</p>
  if (status !== 'ready' || notices.length === 0) return null
  return <p className="mt-1 text-sm text-text-muted">{notices.map(({ code, count }) => t(code, { count })).join(' ')}</p>
}
