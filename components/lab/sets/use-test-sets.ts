'use client'

import { useApi } from '@/components/api/use-api'
import type { TestSet } from '@/lib/domain/retrieval/test-set'
import { labApi } from '../addresses'

/** All test sets, the one changed last first. */
export function useTestSets() {
  const { data, error, loading, reload } = useApi<{ sets: TestSet[] }>(labApi.sets)
  return { sets: data?.sets ?? null, failure: error?.message ?? null, isLoading: loading, reload }
}
