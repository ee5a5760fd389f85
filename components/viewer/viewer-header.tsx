'use client'

import { Download, Maximize2, Search, X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Tooltip } from '../ui/tooltip'
import type { TextRange } from './document-content'
import { fileName } from './file-name'

interface ViewerHeaderProps {
  documentId: string
  source: string | null
  /** Where the cited passage is, in words: "Page 3". */
  place: string | null
  highlight: TextRange | null
  /** The document has been deleted: there is nothing to download or to open larger. */
  isGone: boolean
  onClose: () => void
  /** What can be done with the document. */
  children: ReactNode
}

const actionClasses = 'inline-flex size-9 shrink-0 items-center justify-center rounded-lg text-text-muted hover:bg-surface-hover hover:text-text'

/** The head of a document that is a panel beside something else: its name, and the way back. */
export function ViewerHeader({ documentId, source, place, highlight, isGone, onClose, children }: ViewerHeaderProps) {
  const t = useTranslations('viewer')
  const fullPage = `/documents/${documentId}${highlight ? `?start=${highlight.start}&end=${highlight.end}` : ''}`
  return (
    <div className="flex h-14 shrink-0 items-center gap-1 border-b border-border pr-2 pl-4 sm:pl-5">
      <div className="min-w-0 flex-1">
        <h2 dir="auto" title={source ?? undefined} className="truncate text-sm leading-tight font-semibold">
          {source ? fileName(source) : t('title')}
        </h2>
        {place === null ? null : <p className="text-xs text-text-muted">{place}</p>}
      </div>
      {children}
      {isGone ? null : (
        <Tooltip label={t('fullPage')} side="bottom">
          <Link href={fullPage} aria-label={t('fullPage')} className={actionClasses}>
            <Maximize2 aria-hidden size={16} />
          </Link>
        </Tooltip>
      )}
      <Tooltip label={t('close')} side="bottom">
        <button type="button" aria-label={t('close')} onClick={onClose} className={actionClasses}>
          <X aria-hidden size={18} />
        </button>
      </Tooltip>
    </div>
  )
}

interface ViewerActionsProps {
  documentId: string
  onSearch: () => void
  /** False where the page around the viewer offers it. */
  hasDownload: boolean
}

export function ViewerActions({ documentId, onSearch, hasDownload }: ViewerActionsProps) {
  const t = useTranslations('viewer')
  return (
    <div className="flex shrink-0">
      <Tooltip label={t('search.open')} side="bottom">
        <button type="button" aria-label={t('search.open')} aria-keyshortcuts="Control+F Meta+F" onClick={onSearch} className={actionClasses}>
          <Search aria-hidden size={16} />
        </button>
      </Tooltip>
      {hasDownload ? <DownloadLink documentId={documentId} /> : null}
    </div>
  )
}

export function DownloadLink({ documentId }: { documentId: string }) {
  const t = useTranslations('viewer')
  return (
    <Tooltip label={t('original')} side="bottom">
      <a href={`/api/documents/${documentId}/original`} download aria-label={t('original')} className={actionClasses}>
        <Download aria-hidden size={17} />
      </a>
    </Tooltip>
  )
}
