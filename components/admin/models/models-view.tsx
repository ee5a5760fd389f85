'use client'

import { Boxes } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useApi } from '@/components/api/use-api'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Spinner } from '@/components/ui/spinner'
import type { ModelChangeState } from '@/lib/domain/retrieval/model-change'
import { PageFrame, Section } from '../page-frame'
import { ChangeHistory } from './change-history'
import { ChangePanel } from './change-panel'
import { ComparisonSection } from './comparison-section'
import { ModelCard } from './model-card'

const filledPollMilliseconds = 1_500
const quietPollMilliseconds = 10_000

/** The embedding models, and the change from one to another. */
export function ModelsView() {
  const t = useTranslations('models')
  const { data, error, loading, reload } = useApi<ModelChangeState>('/api/admin/models')
  const status = data?.change?.status
  const isComparable = status === 'ready' || status === 'switched'

  useEffect(() => {
    const timer = setInterval(reload, status === 'filling' ? filledPollMilliseconds : quietPollMilliseconds)
    return () => clearInterval(timer)
  }, [status, reload])

  return (
    <PageFrame title={t('title')} lead={t('lead')}>
      {error ? <ErrorNotice title={t('failed.models')} message={error.message} onRetry={reload} /> : null}
      {!data && loading ? <Spinner label={t('loading')} /> : null}
      {data?.change ? <ChangePanel state={data} change={data.change} onChanged={reload} /> : null}
      {data?.change && isComparable ? <ComparisonSection change={data.change} /> : null}
      {data ? (
        <Section title={t('list.heading')} hint={t('list.hint')}>
          {data.models.length === 0 ? <EmptyState icon={<Boxes size={22} />} title={t('list.empty')} /> : null}
          <ul className="overflow-hidden rounded-xl border border-border bg-surface-raised">
            {data.models.map((model) => (
              <ModelCard key={model.id} model={model} isTarget={data.change?.toModelId === model.id} canChoose={!data.change} onStarted={reload} />
            ))}
          </ul>
        </Section>
      ) : null}
      {data && data.history.length > 0 ? <ChangeHistory changes={data.history} /> : null}
    </PageFrame>
  )
}
