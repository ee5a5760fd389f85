'use client'

import { CirclePause, Hourglass, Pause, Play, X } from 'lucide-react'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { QueueState } from '@/lib/domain/document'
import { errorCatalog, type InterfaceLanguage } from '@/lib/domain/error-catalog'
import { type LibraryState, readRunProgress } from '../library/library-state'
import { describeDuration } from './describe-duration'
import { useQueueControl } from './use-queue-control'

interface QueuePanelProps {
  state: LibraryState
  onQueue: (queue: QueueState) => void
}

/** What is still to be done: how far, how fast, how long, and how to stop it. Gone when nothing waits. */
export function QueuePanel({ state, onQueue }: QueuePanelProps) {
  const t = useTranslations('documents.queue')
  const control = useQueueControl(onQueue)
  const { queue } = state
  const run = readRunProgress(state)
  if (!queue || (!run && !queue.isPaused)) return null
  return (
    <section aria-label={t('label')} className="flex flex-col gap-2 rounded-xl border border-border bg-surface-raised p-4 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <p className="flex items-center gap-2 font-medium tabular-nums">
            {queue.isPaused ? <CirclePause aria-hidden size={16} className="text-warning" /> : null}
            {run ? t('progress', run) : t('pausedEmpty')}
          </p>
          <p className="text-text-muted tabular-nums">{queue.isPaused ? t('paused') : <Pace queue={queue} />}</p>
        </div>
        {queue.isPaused ? (
          <Button size="sm" variant="primary" loading={control.busy === 'resume'} onClick={() => control.act('resume')}>
            <Play aria-hidden size={15} />
            {t('resume')}
          </Button>
        ) : (
          <Button size="sm" loading={control.busy === 'pause'} onClick={() => control.act('pause')}>
            <Pause aria-hidden size={15} />
            {t('pause')}
          </Button>
        )}
        {run ? (
          <ConfirmDialog
            title={t('cancelTitle', { count: run.total - run.done })}
            description={t('cancelDescription')}
            confirmLabel={t('cancelConfirm')}
            tone="danger"
            onConfirm={() => control.act('cancel')}
            trigger={
              <Button size="sm" variant="ghost">
                <X aria-hidden size={15} />
                {t('cancel')}
              </Button>
            }
          />
        ) : null}
      </div>
      {queue.trouble && !queue.isPaused ? <Trouble trouble={queue.trouble} /> : null}
      {run ? <ProgressBar value={run.done} max={run.total} label={t('progressLabel')} /> : null}
      {control.failure ? <ErrorNotice message={control.failure} /> : null}
    </section>
  )
}

/** What keeps everything waiting. It is tried again by itself, which a person should know before doing anything. */
function Trouble({ trouble }: { trouble: NonNullable<QueueState['trouble']> }) {
  const t = useTranslations('documents.queue')
  const locale = useLocale() as InterfaceLanguage
  const format = useFormatter()
  return (
    <p role="status" className="flex items-start gap-2 rounded-[10px] bg-warning-soft px-3 py-2">
      <Hourglass aria-hidden size={16} className="mt-0.5 shrink-0 text-warning" />
      <span>
        {errorCatalog[trouble.code][locale]} {t('tryingAgain', { time: format.dateTime(new Date(trouble.retryAt), { timeStyle: 'medium' }) })}
      </span>
    </p>
  )
}

function Pace({ queue: { chunksPerSecond, remainingSeconds } }: { queue: QueueState }) {
  const t = useTranslations('documents.queue')
  const parts = [
    remainingSeconds === null ? t('estimating') : t(`left.${describeDuration(remainingSeconds).unit}`, { count: describeDuration(remainingSeconds).count }),
    chunksPerSecond === null ? null : t('speed', { speed: chunksPerSecond }),
  ]
  return parts.filter((part) => part !== null).join(' · ')
}
