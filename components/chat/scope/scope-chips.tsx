'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { PassageFilter } from '@/lib/domain/passage'
import { describeScope } from './describe-scope'
import { useScopeNames } from './use-scope-names'

/** What alone is searched, each thing with a button that takes it back. */
export function ScopeChips({ pinned, onChange }: { pinned: PassageFilter; onChange: (pinned: PassageFilter | null) => void }) {
  const t = useTranslations('conversation.scope')
  const namePart = useScopeNames(pinned)
  return (
    <ul aria-label={t('chosen')} className="mb-1 flex flex-wrap gap-1.5 px-1 pt-0.5">
      {describeScope(pinned).map((part) => {
        const name = namePart(part)
        return (
          <li
            key={`${part.kind} ${part.values.join(' ')}`}
            className="inline-flex h-7 max-w-full items-center rounded-full bg-accent-soft pl-2.5 text-[0.8125rem] text-accent"
          >
            <bdi className="truncate">{name}</bdi>
            <button
              type="button"
              aria-label={t('remove', { name })}
              onClick={() => onChange(part.without)}
              className="inline-flex size-7 shrink-0 items-center justify-center rounded-full hover:opacity-70"
            >
              <X aria-hidden size={13} />
            </button>
          </li>
        )
      })}
    </ul>
  )
}
