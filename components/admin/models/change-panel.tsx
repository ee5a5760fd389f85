'use client'

import { useTranslations } from 'next-intl'
import { callApi } from '@/components/api/call-api'
import { useApiAction } from '@/components/api/use-api-action'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { ModelChange, ModelChangeAction, ModelChangeState } from '@/lib/domain/retrieval/model-change'
import { ChangeTrouble } from './change-trouble'
import { useDuration } from './use-duration'

interface ChangePanelProps {
  state: ModelChangeState
  change: ModelChange
  onChanged: () => void
}

/** The open change: how far it is, and the steps a person can take from here. */
export function ChangePanel({ state, change, onChanged }: ChangePanelProps) {
  const t = useTranslations('models.change')
  return (
    <section className="flex flex-col gap-4 rounded-xl border border-border bg-surface-raised p-4 sm:p-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-lg font-semibold">{t('heading')}</h2>
        <span role="status">
          <Badge tone={change.status === 'paused' ? 'neutral' : 'accent'}>{t(`status.${change.status}`)}</Badge>
        </span>
        <p className="basis-full text-sm wrap-anywhere text-text-muted">{t('route', { from: change.fromModelId, to: change.toModelId })}</p>
      </div>
      <ChangeProgress state={state} change={change} />
      {change.errorCode ? <ChangeTrouble code={change.errorCode} /> : null}
      <p className="text-sm">{t(`explained.${change.status}`)}</p>
      {change.status === 'switched' && state.longerChunks > 0 ? <p className="text-sm">{t('longer', { count: state.longerChunks })}</p> : null}
      <ChangeActions change={change} canRecut={state.longerChunks > 0} onChanged={onChanged} />
    </section>
  )
}

function ChangeProgress({ state, change }: { state: ModelChangeState; change: ModelChange }) {
  const t = useTranslations('models.change')
  const duration = useDuration()
  const { chunksPerSecond, remainingSeconds } = state
  const parts = [t('progress', { done: change.done, total: change.total })]
  if (change.status === 'filling' && chunksPerSecond !== null) parts.push(t('speed', { count: Math.round(chunksPerSecond * 10) / 10 }))
  if (change.status === 'filling' && remainingSeconds !== null) parts.push(t('remaining', { time: duration(remainingSeconds) }))
  return (
    <div className="flex flex-col gap-1.5">
      <ProgressBar value={change.done} max={change.total} label={t(`status.${change.status}`)} />
      <p className="text-sm text-text-muted tabular-nums">{parts.join(' · ')}</p>
    </div>
  )
}

function ChangeActions({ change, canRecut, onChanged }: { change: ModelChange; canRecut: boolean; onChanged: () => void }) {
  const t = useTranslations('models')
  const { busy, failure, run } = useApiAction<ModelChangeAction>()

  async function send(action: ModelChangeAction): Promise<void> {
    await callApi<ModelChange>('/api/admin/models/change/action', { method: 'POST', body: { action } })
    onChanged()
  }
  const press = (action: ModelChangeAction, variant: 'primary' | 'secondary' = 'secondary') => (
    <Button variant={variant} loading={busy === action} onClick={() => void run(action, () => send(action))}>
      {t(`change.${action}`)}
    </Button>
  )
  const confirm = (action: 'finish' | 'cancel' | 'recut', model: string) => (
    <ConfirmDialog
      title={t(`change.${action}Title`)}
      description={t(`change.${action}Text`, { model })}
      confirmLabel={t(`change.${action}`)}
      tone={action === 'recut' ? 'default' : 'danger'}
      onConfirm={() => send(action)}
      trigger={<Button>{t(`change.${action}`)}</Button>}
    />
  )

  const { status, fromModelId, toModelId } = change
  return (
    <>
      {failure ? <ErrorNotice title={t('failed.action')} message={failure} /> : null}
      <div className="flex flex-wrap gap-2">
        {status === 'filling' ? press('pause') : null}
        {status === 'paused' ? press('resume', 'primary') : null}
        {status === 'ready' ? press('switch', 'primary') : null}
        {status === 'switched' ? press('rollback') : null}
        {status === 'switched' && canRecut ? confirm('recut', toModelId) : null}
        {status === 'switched' ? confirm('finish', fromModelId) : confirm('cancel', toModelId)}
      </div>
    </>
  )
}
