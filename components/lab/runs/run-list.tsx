'use client'

import { Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Column, DataTable } from '@/components/admin/data-table'
import { callApi } from '@/components/api/call-api'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { IconButton } from '@/components/ui/icon-button'
import type { TestRun } from '@/lib/domain/retrieval/test-set'
import { labApi, runAddress } from '../addresses'
import { RunStatus } from './run-status'

/** Every measurement of a set, newest first. */
export function RunList({ runs, onChanged }: { runs: TestRun[]; onChanged: () => void }) {
  const t = useTranslations('lab.runs')
  const format = useFormatter()
  const [removed, setRemoved] = useState<TestRun | null>(null)
  const dateOf = ({ createdAt }: TestRun) => format.dateTime(new Date(createdAt), { dateStyle: 'medium', timeStyle: 'short' })
  const columns: Column<TestRun>[] = [
    {
      heading: t('date'),
      cell: (run) => (
        <Link href={runAddress(run.id)} prefetch={false} className="font-medium hover:underline">
          {dateOf(run)}
        </Link>
      ),
    },
    { heading: t('status'), cell: (run) => <RunStatus run={run} /> },
    { heading: t('best'), cell: bestOf, align: 'end' },
    { heading: t('questionCount'), cell: ({ questionCount }) => format.number(questionCount), align: 'end', isWideOnly: true },
    { heading: t('measured'), cell: ({ configurations }) => configurations.map(({ name }) => name).join(', '), isWideOnly: true },
    { heading: t('model'), cell: ({ embeddingModelId, rerankerModelId }) => [embeddingModelId, rerankerModelId].filter(Boolean).join(' + '), isWideOnly: true },
    {
      heading: t('remove'),
      align: 'end',
      cell: (run) =>
        run.status === 'running' ? null : (
          <IconButton size="sm" label={t('removeNamed', { date: dateOf(run) })} onClick={() => setRemoved(run)}>
            <Trash2 aria-hidden size={15} />
          </IconButton>
        ),
    },
  ]
  return (
    <>
      <DataTable caption={t('history')} columns={columns} rows={runs} keyOf={({ id }) => id} />
      <ConfirmDialog
        open={removed !== null}
        onOpenChange={(open) => (open ? undefined : setRemoved(null))}
        tone="danger"
        title={t('removeTitle')}
        description={removed ? t('removeDescription', { date: dateOf(removed) }) : ''}
        confirmLabel={t('remove')}
        onConfirm={async () => {
          if (removed) await callApi(labApi.run(removed.id), { method: 'DELETE' })
          onChanged()
        }}
      />
    </>
  )
}

function bestOf({ scores, configurations }: TestRun): string {
  const best = scores.toSorted((left, right) => right.ndcg - left.ndcg)[0]
  if (!best) return '–'
  return configurations.length > 0 ? best.ndcg.toFixed(3) : '–'
}
