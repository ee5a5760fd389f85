'use client'

import { useFormatter } from 'next-intl'
import { useMemo, useState } from 'react'
import { useApi } from '@/components/api/use-api'
import type { TestQuestion, TestResult, TestRun } from '@/lib/domain/retrieval/test-set'
import { labApi } from '../addresses'

/** A configuration of a run that can be compared. */
export interface MeasuredSide {
  key: string
  runId: string
  position: number
  name: string
  /** With the date where it is of another run. */
  label: string
}

interface RunResults {
  results: TestResult[]
  questions: TestQuestion[]
}

/** Two sides to compare: at first the two first configurations of the run, or its only one and that of the run before. */
export function useComparedRuns(run: TestRun) {
  const format = useFormatter()
  const runs = useApi<{ runs: TestRun[] }>(labApi.runs(run.testSetId))
  const sides = useMemo(() => {
    const others = (runs.data?.runs ?? []).filter(({ id, status }) => id !== run.id && status === 'finished')
    const dateOf = (date: string) => format.dateTime(new Date(date), { dateStyle: 'short', timeStyle: 'short' })
    return [run, ...others].flatMap((measured) =>
      measured.configurations.map(({ name }, position): MeasuredSide => {
        const label = measured.id === run.id ? name : `${name} · ${dateOf(measured.createdAt)}`
        return { key: `${measured.id}:${position}`, runId: measured.id, position, name, label }
      }),
    )
  }, [run, runs.data, format])
  const [beforeKey, chooseBefore] = useState<string | null>(null)
  const [afterKey, chooseAfter] = useState<string | null>(null)
  const isAlone = run.configurations.length === 1
  const before = sides.find(({ key }) => key === beforeKey) ?? sides[isAlone ? 1 : 0]
  const after = sides.find(({ key }) => key === afterKey) ?? sides[isAlone ? 0 : 1]

  const earlier = useApi<RunResults>(before ? labApi.runResults(before.runId) : null)
  const later = useApi<RunResults>(after && after.runId !== before?.runId ? labApi.runResults(after.runId) : null)
  const laterData = after && after.runId === before?.runId ? earlier.data : later.data
  return {
    sides,
    before: before ? { side: before, results: resultsOf(earlier.data, before) } : null,
    after: after ? { side: after, results: resultsOf(laterData, after) } : null,
    chooseBefore,
    chooseAfter,
    questions: laterData?.questions ?? null,
    isLoading: earlier.loading || later.loading,
    failure: (earlier.error ?? later.error)?.message ?? null,
    reload: () => {
      earlier.reload()
      later.reload()
    },
  }
}

function resultsOf(data: RunResults | null, { position }: MeasuredSide): TestResult[] | null {
  return data?.results.filter(({ configuration }) => configuration === position) ?? null
}
