'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { isAbort, networkFailureOf } from '@/components/api/api-failure'
import { callApi } from '@/components/api/call-api'
import type { ExplainedSearch, SearchConfiguration } from '@/lib/domain/retrieval/search-configuration'
import { labApi } from '../addresses'

export interface LabSearch {
  query: string
  topK: number
  configurations: SearchConfiguration[]
}

export interface LabSearchResult {
  /** The question these results belong to. */
  query: string
  results: ExplainedSearch[]
}

/** Runs one comparison at a time; a new one takes the old one back. The results of the last one stay until then. */
export function useLabSearch() {
  const [result, setResult] = useState<LabSearchResult | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [isSearching, setSearching] = useState(false)
  const request = useRef<AbortController | null>(null)
  useEffect(() => () => request.current?.abort(), [])

  const search = useCallback(async (body: LabSearch): Promise<void> => {
    request.current?.abort()
    const controller = new AbortController()
    request.current = controller
    setSearching(true)
    setFailure(null)
    try {
      const { results } = await callApi<{ results: ExplainedSearch[] }>(labApi.search, { method: 'POST', body, signal: controller.signal })
      setResult({ query: body.query, results })
      setSearching(false)
    } catch (error) {
      if (isAbort(error)) return
      setFailure(error instanceof Error ? error.message : networkFailureOf().message)
      setSearching(false)
    }
  }, [])
  return { result, failure, isSearching, search }
}
