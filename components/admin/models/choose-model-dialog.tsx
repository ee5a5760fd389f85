'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ApiFailure, isAbort } from '@/components/api/api-failure'
import { callApi } from '@/components/api/call-api'
import { useApiAction } from '@/components/api/use-api-action'
import { formatByteSize } from '@/components/documents/format-byte-size'
import { FactList } from '@/components/settings/setting-section'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Spinner } from '@/components/ui/spinner'
import type { ModelChange, ModelChangeEstimate, ModelChoice } from '@/lib/domain/retrieval/model-change'
import { useDuration } from './use-duration'

/** What the change would take, measured when the dialog opens, before anything is begun. */
export function ChooseModelDialog({ model, onStarted }: { model: ModelChoice; onStarted: () => void }) {
  const t = useTranslations('models')
  const [isOpen, setOpen] = useState(false)
  const [estimate, setEstimate] = useState<ModelChangeEstimate | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const start = useApiAction<'start'>()

  function changeOpen(next: boolean): void {
    setOpen(next)
    if (next) void measure()
  }

  async function measure(): Promise<void> {
    setEstimate(null)
    setFailure(null)
    try {
      setEstimate(await callApi<ModelChangeEstimate>('/api/admin/models/estimate', { method: 'POST', body: { modelId: model.id } }))
    } catch (error) {
      if (!(error instanceof ApiFailure) && !isAbort(error)) throw error
      setFailure(error instanceof Error ? error.message : '')
    }
  }

  function begin(): Promise<void> {
    return start.run('start', async () => {
      await callApi<ModelChange>('/api/admin/models/change', { method: 'POST', body: { modelId: model.id } })
      setOpen(false)
      onStarted()
    })
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={changeOpen}
      title={t('estimate.title', { model: model.id })}
      description={t('estimate.explained')}
      trigger={<Button aria-label={t('list.chooseNamed', { model: model.id })}>{t('list.choose')}</Button>}
    >
      <div className="flex flex-col gap-4">
        {failure ? <ErrorNotice title={t('failed.estimate')} message={failure} onRetry={() => void measure()} /> : null}
        {!estimate && !failure ? <Spinner label={t('estimate.measuring')} /> : null}
        {estimate ? <EstimateFacts estimate={estimate} model={model} /> : null}
        {start.failure ? <ErrorNotice title={t('failed.action')} message={start.failure} /> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => setOpen(false)}>{t('estimate.cancel')}</Button>
          <Button variant="primary" disabled={!estimate} loading={start.busy !== null} onClick={begin}>
            {t('estimate.start')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function EstimateFacts({ estimate, model }: { estimate: ModelChangeEstimate; model: ModelChoice }) {
  const t = useTranslations('models.estimate')
  const locale = useLocale()
  const duration = useDuration()
  if (estimate.chunks === 0) return <p className="text-sm">{t('empty')}</p>
  const memory = estimate.memoryBytes > 0 ? [{ name: t('memory'), value: formatByteSize(estimate.memoryBytes, locale) }] : []
  return (
    <>
      <FactList
        facts={[
          { name: t('chunks'), value: estimate.chunks.toLocaleString(locale) },
          { name: t('tokens'), value: estimate.tokens.toLocaleString(locale) },
          { name: t('time'), value: duration(estimate.seconds) },
          { name: t('disk'), value: formatByteSize(estimate.bytes, locale) },
          ...memory,
        ]}
      />
      {model.kind === 'endpoint' ? <p className="text-sm">{t('endpointNote', { tokens: estimate.tokens })}</p> : null}
      {estimate.longerChunks > 0 ? <p className="rounded-[10px] bg-warning-soft px-4 py-3 text-sm">{t('longer', { count: estimate.longerChunks })}</p> : null}
    </>
  )
}
