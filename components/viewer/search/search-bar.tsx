'use client'

import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type RefObject, useEffect } from 'react'
import { IconButton } from '../../ui/icon-button'
import { Spinner } from '../../ui/spinner'
import { mostMatches } from './find-matches'
import type { DocumentSearch } from './use-document-search'

interface SearchBarProps {
  search: DocumentSearch
  inputRef: RefObject<HTMLInputElement | null>
  /** The text is still being fetched. */
  isLoading: boolean
  onClose: () => void
}

/** Finds words in the document: Enter goes on, Shift and Enter goes back, Escape ends it. */
export function SearchBar({ search, inputRef, isLoading, onClose }: SearchBarProps) {
  const t = useTranslations('viewer.search')
  const count = search.matches.length

  useEffect(() => {
    inputRef.current?.focus()
    inputRef.current?.select()
  }, [inputRef])

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') search.step(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <search data-keeps-escape className="flex h-11 shrink-0 items-center gap-1 border-b border-border bg-surface px-2 sm:px-4">
      <input
        ref={inputRef}
        type="search"
        value={search.query}
        aria-label={t('label')}
        placeholder={t('label')}
        onChange={(event) => search.setQuery(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-8 min-w-0 flex-1 rounded-lg border border-border-strong bg-surface-raised px-2.5 text-sm [&::-webkit-search-cancel-button]:hidden"
      />
      <p role="status" className="min-w-16 px-1 text-right text-xs whitespace-nowrap text-text-muted tabular-nums">
        {isLoading ? <Spinner size={13} label={t('loading')} /> : null}
        {!isLoading && search.query.trim() !== '' ? describe() : null}
      </p>
      <IconButton size="sm" tooltipSide="bottom" label={t('previous')} aria-disabled={count === 0} onClick={() => search.step(-1)}>
        <ChevronUp aria-hidden size={17} />
      </IconButton>
      <IconButton size="sm" tooltipSide="bottom" label={t('next')} aria-disabled={count === 0} onClick={() => search.step(1)}>
        <ChevronDown aria-hidden size={17} />
      </IconButton>
      <IconButton size="sm" tooltipSide="bottom" label={t('close')} onClick={onClose}>
        <X aria-hidden size={16} />
      </IconButton>
    </search>
  )

  function describe(): string {
    if (count === 0) return t('none')
    return t(count === mostMatches ? 'positionOfMany' : 'position', { position: search.index + 1, count })
  }
}
