'use client'

import { Library, ListFilter } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { FilterButton } from '@/components/lab/configuration/filter-button'
import { countFilters } from '@/components/lab/configuration/passage-filter'
import type { PassageFilter } from '@/lib/domain/passage'
import { scopeOf } from './describe-scope'

interface ScopeButtonProps {
  /** Null for the whole library. */
  pinned: PassageFilter | null
  onChange: (pinned: PassageFilter | null) => void
}

/** Chooses what the conversation's questions are asked of. */
export function ScopeButton({ pinned, onChange }: ScopeButtonProps) {
  const t = useTranslations('conversation.scope')
  const count = countFilters(pinned ?? {})
  const Icon = count > 0 ? ListFilter : Library
  return (
    <FilterButton
      filter={pinned ?? {}}
      onChange={(filter) => onChange(scopeOf(filter))}
      title={t('title')}
      description={t('description')}
      trigger={
        <button
          type="button"
          className={`inline-flex h-8 shrink-0 items-center gap-1.5 rounded-lg px-2 text-[0.8125rem] hover:bg-surface-hover ${count > 0 ? 'text-accent' : 'text-text-muted hover:text-text'}`}
        >
          <Icon aria-hidden size={15} />
          {count > 0 ? t('chosen') : t('all')}
          <span className="sr-only">{t('button')}</span>
        </button>
      }
    />
  )
}
