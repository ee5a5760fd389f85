'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Section } from '@/components/admin/page-frame'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Spinner } from '@/components/ui/spinner'
import type { TestSet } from '@/lib/domain/retrieval/test-set'
import { labApi, runAddress } from '../addresses'
import { SetFrame } from '../sets/set-frame'
import { HistoryChart } from './history-chart'
import { RunForm } from './run-form'
import { RunList } from './run-list'
import { useLiveRuns } from './use-live-runs'

export function RunsView({ setId }: { setId: string }) {
  return (
    <SetFrame setId={setId} part="runs">
      {(set) => <Runs set={set} />}
    </SetFrame>
  )
}

/** The measurements of a set: a new one, and all that were taken before. */
function Runs({ set }: { set: TestSet }) {
  const t = useTranslations('lab.runs')
  const router = useRouter()
  const { data, failure, isLoading, reload } = useLiveRuns(labApi.runs(set.id))
  const finished = data?.runs.filter(({ status }) => status === 'finished') ?? []
  return (
    <>
      <Section title={t('newHeading')} hint={t('newHint')}>
        <RunForm set={set} onStarted={(run) => router.push(runAddress(run.id))} />
      </Section>
      <Section title={t('history')}>
        {failure ? <ErrorNotice title={t('failed')} message={failure} onRetry={reload} /> : null}
        {isLoading && !data ? <Spinner label={t('loading')} /> : null}
        {finished.length > 1 ? <HistoryChart runs={finished} /> : null}
        {data && data.runs.length > 0 ? <RunList runs={data.runs} onChanged={reload} /> : null}
        {data?.runs.length === 0 ? <p className="text-text-muted">{t('none')}</p> : null}
      </Section>
    </>
  )
}
