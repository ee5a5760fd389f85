'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { PageFrame, Section } from '@/components/admin/page-frame'
import { useApi } from '@/components/api/use-api'
import { usePageTitle } from '@/components/shell/use-page-title'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Spinner } from '@/components/ui/spinner'
import type { TestRun, TestSet } from '@/lib/domain/retrieval/test-set'
import { labApi, setRunsAddress } from '../addresses'
import { useLiveRun } from '../runs/use-live-runs'
import { QuestionChanges } from './question-changes'
import { RunProgress } from './run-progress'
import { ScoreTable } from './score-table'
import { ScoresChart } from './scores-chart'

/** One measurement: where it stands while it runs, what came out, and what changed question by question. */
export function RunView({ runId }: { runId: string }) {
  const t = useTranslations('lab.run')
  const { data: run, failure, reload } = useLiveRun(labApi.run(runId))
  if (!run) {
    return (
      <PageFrame title={t('title')}>
        {failure ? <ErrorNotice title={t('failed')} message={failure} onRetry={reload} /> : <Spinner label={t('loading')} />}
      </PageFrame>
    )
  }
  return <Run run={run} onChanged={reload} failure={failure} />
}

function Run({ run, failure, onChanged }: { run: TestRun; failure: string | null; onChanged: () => void }) {
  const t = useTranslations('lab.run')
  const format = useFormatter()
  const { data: set } = useApi<TestSet>(labApi.set(run.testSetId))
  const date = format.dateTime(new Date(run.createdAt), { dateStyle: 'medium', timeStyle: 'short' })
  usePageTitle(`${t('title')} · ${date}`)
  const facts = [t('questions', { count: run.questionCount }), run.embeddingModelId, run.rerankerModelId ?? t('noReranker')]
  return (
    <PageFrame title={t('titleOf', { date })} lead={facts.join(' · ')} back={{ href: setRunsAddress(run.testSetId), label: set?.name ?? t('back') }}>
      {failure ? <ErrorNotice message={failure} onRetry={onChanged} /> : null}
      <RunProgress run={run} onChanged={onChanged} />
      {run.scores.length > 0 ? (
        <>
          <Section title={t('scores')} hint={t('scoresHint')}>
            <ScoreTable run={run} />
          </Section>
          <ScoresChart run={run} />
          <QuestionChanges run={run} />
        </>
      ) : null}
    </PageFrame>
  )
}
