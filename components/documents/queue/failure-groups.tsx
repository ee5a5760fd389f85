'use client'

import { CircleX, RotateCcw } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { errorCatalog, type InterfaceLanguage } from '@/lib/domain/error-catalog'
import type { LibraryState } from '../library/library-state'
import { useQueueControl } from './use-queue-control'

interface FailureGroupsProps {
  failures: LibraryState['failures']
  onShowFailed: () => void
}

const noQueue = () => {}

/** Why documents failed, the most frequent reason first, each with what can be done for all of them at once. */
export function FailureGroups({ failures, onShowFailed }: FailureGroupsProps) {
  const t = useTranslations('documents.failures')
  const locale = useLocale() as InterfaceLanguage
  const control = useQueueControl(noQueue)
  if (failures.length === 0) return null
  const total = failures.reduce((sum, group) => sum + group.count, 0)
  return (
    <details className="group rounded-xl border border-border bg-surface-raised text-sm">
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 rounded-xl px-4 py-2 font-medium select-none">
        <CircleX aria-hidden size={16} className="shrink-0 text-danger" />
        <span className="flex-1">{t('title', { count: total, reasons: failures.length })}</span>
        <span className="text-text-muted group-open:hidden">{t('open')}</span>
      </summary>
      <ul className="border-t border-border">
        {failures.map(({ code, count }) => (
          <li key={code} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-border px-4 py-3">
            <span className="w-10 shrink-0 text-right font-semibold tabular-nums">{count}</span>
            <p className="min-w-0 flex-1 basis-64">{errorCatalog[code][locale]}</p>
            <Button size="sm" loading={control.busy === code} onClick={() => control.retryFailed(code)}>
              <RotateCcw aria-hidden size={15} />
              {t('retry', { count })}
            </Button>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2 px-4 py-3">
        <Button size="sm" variant="ghost" onClick={onShowFailed}>
          {t('show')}
        </Button>
        {failures.length > 1 ? (
          <Button size="sm" variant="ghost" loading={control.busy === 'retry-all'} onClick={() => control.retryFailed()}>
            {t('retryAll')}
          </Button>
        ) : null}
      </div>
      {control.failure ? (
        <div className="px-4 pb-3">
          <ErrorNotice message={control.failure} />
        </div>
      ) : null}
    </details>
  )
}
