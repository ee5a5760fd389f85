'use client'

import { useEffect } from 'react'
import { useApi } from '@/components/api/use-api'
import type { TestRun } from '@/lib/domain/retrieval/test-set'

const pollMilliseconds = 1500

/** Reads a path again and again while a run in its answer is under way. */
function useLive<Shape>(path: string, runsOf: (data: Shape) => TestRun[]) {
  const { data, error, loading, reload } = useApi<Shape>(path)
  const isRunning = data !== null && runsOf(data).some(({ status }) => status === 'running')
  useEffect(() => {
    if (!isRunning || loading) return
    const timer = setTimeout(reload, pollMilliseconds)
    return () => clearTimeout(timer)
  }, [isRunning, loading, reload])
  return { data, failure: error?.message ?? null, isLoading: loading, reload }
}

export function useLiveRuns(path: string) {
  return useLive<{ runs: TestRun[] }>(path, ({ runs }) => runs)
}

export function useLiveRun(path: string) {
  return useLive<TestRun>(path, (run) => [run])
}
