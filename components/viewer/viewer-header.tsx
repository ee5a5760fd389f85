'use client'

import { Download, Maximize2, X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Tooltip } from '../ui/tooltip'
import type { TextRange } from './document-content'
import { fileName } from './file-name'

interface ViewerHeaderProps {
  documentId: string
  source: string | null
  page: number | null
  highlight: TextRange | null
  /** The document has been deleted: there is nothing to download or to open larger. */
  isGone: boolean
  onClose: (() => void) | null
}

const actionClasses = 'inline-flex size-9 shrink-0 items-center justify-center rounded-lg text-text-muted hover:bg-surface-hover hover:text-text'

export function ViewerHeader({ documentId, source, page, highlight, isGone, onClose }: ViewerHeaderProps) {
  const t = useTranslations('viewer')
  const Heading = onClose ? 'h2' : 'h1'
  const fullPage = `/documents/${documentId}${highlight ? `?start=${highlight.start}&end=${highlight.end}` : ''}`
  return (
    <div className="flex h-14 shrink-0 items-center gap-1 border-b border-border pr-2 pl-4 sm:pl-5">
      <div className="min-w-0 flex-1">
        <Heading dir="auto" title={source ?? undefined} className="truncate text-sm leading-tight font-semibold">
          {source ? fileName(source) : t('document')}
        </Heading>
        {page === null ? null : <p className="text-xs text-text-muted">{t('page', { page })}</p>}
      </div>
      {isGone ? null : (
        <Tooltip label={t('original')} side="bottom">
          <a href={`/api/documents/${documentId}/original`} download aria-label={t('original')} className={actionClasses}>
            <Download aria-hidden size={17} />
          </a>
        </Tooltip>
      )}
      {onClose && !isGone ? (
        <Tooltip label={t('fullPage')} side="bottom">
          <Link href={fullPage} aria-label={t('fullPage')} className={actionClasses}>
            <Maximize2 aria-hidden size={16} />
          </Link>
        </Tooltip>
      ) : null}
      {onClose ? (
        <Tooltip label={t('close')} side="bottom">
          <button type="button" aria-label={t('close')} onClick={onClose} className={actionClasses}>
            <X aria-hidden size={18} />
          </button>
        </Tooltip>
      ) : null}
    </div>
  )
}
