'use client'

import { Minus, MoveHorizontal, Plus } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { IconButton } from '../../ui/icon-button'

interface PageToolsProps {
  page: number
  pageCount: number
  /** The factor at present; 1 is the size on paper. */
  factor: number
  isFitted: boolean
  onPage: (page: number) => void
  onZoom: (direction: 1 | -1) => void
  onFit: () => void
}

/** Which page is shown and how large. */
export function PageTools({ page, pageCount, factor, isFitted, onPage, onZoom, onFit }: PageToolsProps) {
  const t = useTranslations('viewer')
  const format = useFormatter()
  return (
    <>
      <PageField page={page} pageCount={pageCount} onPage={onPage} />
      <div className="flex items-center">
        <IconButton size="sm" tooltipSide="bottom" label={t('zoomOut')} onClick={() => onZoom(-1)}>
          <Minus aria-hidden size={16} />
        </IconButton>
        <p aria-live="polite" className="hidden w-11 text-center text-xs text-text-muted tabular-nums @[26rem]:block">
          <span className="sr-only">{t('zoom')} </span>
          {format.number(factor, { style: 'percent', maximumFractionDigits: 0 })}
        </p>
        <IconButton size="sm" tooltipSide="bottom" label={t('zoomIn')} onClick={() => onZoom(1)}>
          <Plus aria-hidden size={16} />
        </IconButton>
        <IconButton size="sm" tooltipSide="bottom" label={t('fitWidth')} aria-pressed={isFitted} onClick={onFit} className={isFitted ? 'text-accent' : ''}>
          <MoveHorizontal aria-hidden size={16} />
        </IconButton>
      </div>
    </>
  )
}

/** Shows the page in view; what is typed is gone to on Enter and forgotten on leaving. */
function PageField({ page, pageCount, onPage }: Pick<PageToolsProps, 'page' | 'pageCount' | 'onPage'>) {
  const t = useTranslations('viewer')
  const [typed, setTyped] = useState<string | null>(null)

  function submit(event: FormEvent): void {
    event.preventDefault()
    const wanted = Number(typed ?? page)
    if (Number.isInteger(wanted) && wanted > 0) onPage(Math.min(wanted, pageCount))
    setTyped(null)
  }

  return (
    <form onSubmit={submit} className="flex items-center gap-1.5 text-sm tabular-nums">
      <input
        inputMode="numeric"
        autoComplete="off"
        aria-label={t('pageNumber')}
        value={typed ?? String(page)}
        size={Math.max(2, String(pageCount).length)}
        onChange={(event) => setTyped(event.target.value.replace(/\D/g, ''))}
        onFocus={(event) => event.target.select()}
        onBlur={() => setTyped(null)}
        className="h-8 box-content rounded-lg border border-border-strong bg-surface-raised px-1.5 text-center"
        style={{ width: `${Math.max(2, String(pageCount).length)}ch` }}
      />
      <span className="whitespace-nowrap text-text-muted">{t('pageOf', { count: pageCount })}</span>
    </form>
  )
}
