'use client'

import { MessageSquareText } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { buttonClasses } from '@/components/ui/button'
import { ProgressBar } from '@/components/ui/progress-bar'
import { type LibraryState, readRunProgress } from './library-state'

/** How much there is, and how far the work on it is. */
export function LibrarySummary({ state }: { state: LibraryState }) {
  const t = useTranslations('documents.summary')
  if (!state.counts) return null
  const { queued, processing, ready, failed } = state.counts
  const run = readRunProgress(state)
  return (
    <section aria-label={t('label')} className="flex flex-wrap items-center gap-x-6 gap-y-2 text-sm text-text-muted tabular-nums">
      <p>
        {t('documents', { count: queued + processing + ready + failed })}
        {state.points === null ? null : ` · ${t('points', { count: state.points })}`}
      </p>
      {run ? (
        <div className="flex min-w-56 flex-1 items-center gap-3">
          <div className="min-w-20 flex-1">
            <ProgressBar value={run.done} max={run.total} label={t('progressLabel')} />
          </div>
          <p className="text-text">{t('progress', run)}</p>
        </div>
      ) : null}
      {ready > 0 ? (
        <Link href="/" className={`${buttonClasses('secondary', 'sm')} sm:ml-auto`}>
          <MessageSquareText aria-hidden size={15} />
          {t('ask')}
        </Link>
      ) : null}
    </section>
  )
}
