'use client'

import { MessageSquareText } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { buttonClasses } from '@/components/ui/button'
import { countAll, type LibraryState } from './library-state'

/** How much there is to ask about. */
export function LibrarySummary({ state }: { state: LibraryState }) {
  const t = useTranslations('documents.summary')
  if (!state.counts) return null
  return (
    <section aria-label={t('label')} className="flex flex-wrap items-center gap-x-6 gap-y-2 text-sm text-text-muted tabular-nums">
      <p>
        {t('documents', { count: countAll(state.counts) })}
        {state.points === null ? null : ` · ${t('points', { count: state.points })}`}
      </p>
      {state.counts.ready > 0 ? (
        <Link href="/" className={`${buttonClasses('secondary', 'sm')} sm:ml-auto`}>
          <MessageSquareText aria-hidden size={15} />
          {t('ask')}
        </Link>
      ) : null}
    </section>
  )
}
