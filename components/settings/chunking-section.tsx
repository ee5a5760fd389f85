'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callApi } from '@/components/api/call-api'
import { useApi } from '@/components/api/use-api'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { TextField } from '@/components/ui/fields/text-field'
import { Spinner } from '@/components/ui/spinner'
import { type ChunkStrategy, type CollectionChunking, chunkStrategies } from '@/lib/domain/chunk'
import { ChoiceGroup } from './choice-group'
import { SettingSection } from './setting-section'

interface ChunkingState extends CollectionChunking {
  limits: { min: number; max: number }
  /** Ready documents that were cut with other settings. */
  outdated: number
}

/** How documents are cut. A change is a job for every document, so it is asked about first. */
export function ChunkingSection() {
  const t = useTranslations('settings.chunking')
  const { data, error, loading, reload } = useApi<ChunkingState>('/api/collection/chunking')
  return (
    <SettingSection title={t('heading')} lead={t('lead')}>
      {error ? <ErrorNotice title={t('loadFailed')} message={error.message} onRetry={reload} /> : null}
      {!data && loading ? <Spinner label={t('loading')} /> : null}
      {data ? <ChunkingForm key={`${data.strategy} ${data.maxTokens}`} saved={data} onSaved={reload} /> : null}
    </SettingSection>
  )
}

function ChunkingForm({ saved, onSaved }: { saved: ChunkingState; onSaved: () => void }) {
  const t = useTranslations('settings.chunking')
  const [strategy, setStrategy] = useState<ChunkStrategy>(saved.strategy)
  const [size, setSize] = useState(String(saved.maxTokens ?? saved.limits.max))
  const [queued, setQueued] = useState<number | null>(null)
  const { min, max } = saved.limits
  const tokens = Number(size)
  const isValid = Number.isInteger(tokens) && tokens >= min && tokens <= max
  const isChanged = strategy !== saved.strategy || tokens !== (saved.maxTokens ?? max)

  async function save(): Promise<void> {
    const body = { strategy, maxTokens: tokens === max ? null : tokens }
    const answer = await callApi<{ queued: number }>('/api/collection/chunking', { method: 'PUT', body })
    setQueued(answer.queued)
    onSaved()
  }

  return (
    <>
      <ChoiceGroup
        label={t('strategy')}
        name="chunk-strategy"
        value={strategy}
        options={chunkStrategies.map((value) => ({ value, label: t(`strategies.${value}`) }))}
        onChange={setStrategy}
      />
      <p className="text-sm text-text-muted">{t(`explained.${strategy}`)}</p>
      <TextField
        label={t('size')}
        hint={t('sizeHint', { min, max })}
        error={isValid ? null : t('sizeInvalid', { min, max })}
        type="number"
        inputMode="numeric"
        min={min}
        max={max}
        value={size}
        onChange={(event) => setSize(event.target.value)}
        className="max-w-40"
      />
      <div className="flex flex-wrap items-center gap-3">
        <ConfirmDialog
          title={t('confirmTitle')}
          description={t('confirmText')}
          confirmLabel={t('confirm')}
          onConfirm={save}
          trigger={
            <Button variant="primary" disabled={!isValid || (!isChanged && saved.outdated === 0)}>
              {isChanged ? t('save') : t('recutOutdated', { count: saved.outdated })}
            </Button>
          }
        />
        <p role="status" className="text-sm text-text-muted">
          {queued === null ? (saved.outdated > 0 ? t('outdated', { count: saved.outdated }) : '') : t('queued', { count: queued })}
        </p>
      </div>
    </>
  )
}
