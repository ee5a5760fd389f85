'use client'

import { useTranslations } from 'next-intl'
import { type DocumentCounts, documentStatuses } from '@/lib/domain/document'
import { countAll, type StatusFilter } from './library-state'

const filters = ['all', ...documentStatuses] as const

interface StatusTabsProps {
  value: StatusFilter
  counts: DocumentCounts | null
  onChange: (filter: StatusFilter) => void
}

/** Toggle buttons rather than ARIA tabs: all of them filter the same list, none has a panel of its own. */
export function StatusTabs({ value, counts, onChange }: StatusTabsProps) {
  const t = useTranslations('documents.filter')
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">{t('label')}</legend>
      {filters
        .filter((filter) => filter !== 'cancelled' || filter === value || (counts?.cancelled ?? 0) > 0)
        .map((filter) => {
          const isChosen = filter === value
          return (
            <button
              key={filter}
              type="button"
              aria-pressed={isChosen}
              onClick={() => onChange(filter)}
              className={`inline-flex h-9 items-center gap-1.5 rounded-lg px-3 text-sm font-medium transition-colors ${isChosen ? 'bg-accent-soft text-accent' : 'text-text-muted hover:bg-surface-hover hover:text-text'}`}
            >
              {t(filter)}
              {counts ? <span className={`tabular-nums ${countClasses(filter, counts)}`}>{countOf(filter, counts)}</span> : null}
            </button>
          )
        })}
    </fieldset>
  )
}

function countOf(filter: StatusFilter, counts: DocumentCounts): number {
  return filter === 'all' ? countAll(counts) : counts[filter]
}

function countClasses(filter: StatusFilter, counts: DocumentCounts): string {
  return filter === 'failed' && counts.failed > 0 ? 'text-danger' : 'font-normal'
}
