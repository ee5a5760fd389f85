'use client'

import { Square } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { callApi } from '@/components/api/call-api'
import { useApiAction } from '@/components/api/use-api-action'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { ProgressBar } from '@/components/ui/progress-bar'
import { errorCatalog } from '@/lib/domain/error-catalog'
import type { TestRun } from '@/lib/domain/retrieval/test-set'
import { labApi } from '../addresses'

/** How far a run is, and the way to stop it; why there is no result where it ended before its time. Nothing for a finished one. */
export function RunProgress({ run, onChanged }: { run: TestRun; onChanged: () => void }) {
  const t = useTranslations('lab.run')
  const locale = useLocale()
  const { busy, failure, run: act } = useApiAction<'cancel'>()
  const label = t('progress', { done: run.done, total: run.questionCount })
  if (run.status === 'failed') {
    return <ErrorNotice title={t('ended')} message={run.errorCode ? errorCatalog[run.errorCode][locale === 'ko' ? 'ko' : 'en'] : t('endedHint')} />
  }
  if (run.status === 'cancelled') return <p className="text-text-muted">{t('cancelled', { done: run.done, total: run.questionCount })}</p>
  if (run.status === 'finished') return null
  return (
    <div className="flex flex-col gap-3 rounded-xl border border-border bg-surface-raised p-4">
      <div className="flex flex-wrap items-center gap-3">
        <p role="status" className="min-w-0 flex-1 tabular-nums">
          {label}
        </p>
        <Button
          size="sm"
          loading={busy !== null}
          onClick={() =>
            void act('cancel', async () => {
              await callApi(labApi.cancelRun(run.id), { method: 'POST' })
              onChanged()
            })
          }
        >
          {busy ? null : <Square aria-hidden size={13} />}
          {t('cancel')}
        </Button>
      </div>
      <ProgressBar value={run.done} max={run.questionCount} label={label} />
      {failure ? <ErrorNotice message={failure} /> : null}
    </div>
  )
}
