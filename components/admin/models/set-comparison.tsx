'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callApi } from '@/components/api/call-api'
import { useApi } from '@/components/api/use-api'
import { useApiAction } from '@/components/api/use-api-action'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { SelectField } from '@/components/ui/fields/select-field'
import type { ModelChange } from '@/lib/domain/retrieval/model-change'
import type { TestScores, TestSet } from '@/lib/domain/retrieval/test-set'
import { DataTable } from '../data-table'

interface SetScores {
  from: TestScores
  to: TestScores
}

/** The numbers: a test set of the lab measured with both models. */
export function SetComparison({ change }: { change: ModelChange }) {
  const t = useTranslations('models')
  const { data, error, reload } = useApi<{ sets: TestSet[] }>('/api/lab/sets')
  const sets = (data?.sets ?? []).filter((set) => set.questionCount > 0)
  const [chosen, setChosen] = useState<string | null>(null)
  const [scores, setScores] = useState<SetScores | null>(null)
  const { busy, failure, run } = useApiAction<'measure'>()
  const setId = chosen ?? sets[0]?.id ?? null

  function measure(): void {
    const body = { testSetId: setId }
    void run('measure', async () => setScores(await callApi<SetScores>('/api/admin/models/compare-set', { method: 'POST', body })))
  }

  if (error) return <ErrorNotice title={t('failed.sets')} message={error.message} onRetry={reload} />
  if (data && sets.length === 0)
    return (
      <p className="text-sm text-text-muted">
        {t('compare.noSets')}{' '}
        <Link href="/admin/lab/sets" className="rounded font-medium text-accent hover:underline">
          {t('compare.openLab')}
        </Link>
      </p>
    )
  return (
    <>
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <SelectField
            label={t('compare.set')}
            hint={t('compare.setHint')}
            value={setId ?? ''}
            options={sets.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => setChosen(event.target.value)}
          />
        </div>
        <Button disabled={setId === null} loading={busy !== null} onClick={measure} className="w-full sm:mt-[1.625rem] sm:w-auto">
          {t('compare.measure')}
        </Button>
      </div>
      {failure ? <ErrorNotice title={t('failed.compare')} message={failure} /> : null}
      {scores ? <ScoreTable change={change} scores={scores} /> : null}
    </>
  )
}

function ScoreTable({ change, scores }: { change: ModelChange; scores: SetScores }) {
  const t = useTranslations('models.compare')
  const rows = [
    { model: change.fromModelId, ...scores.from },
    { model: change.toModelId, ...scores.to },
  ]
  return (
    <DataTable
      caption={t('set')}
      rows={rows}
      keyOf={(row) => row.model}
      columns={[
        { heading: t('model'), cell: (row) => row.model },
        { heading: t('ndcg'), align: 'end', cell: (row) => row.ndcg.toFixed(3) },
        { heading: t('recall'), align: 'end', cell: (row) => row.recall.toFixed(3) },
        { heading: t('mrr'), align: 'end', cell: (row) => row.reciprocalRank.toFixed(3) },
        { heading: t('median'), align: 'end', isWideOnly: true, cell: (row) => t('milliseconds', { count: Math.round(row.p50) }) },
      ]}
    />
  )
}
