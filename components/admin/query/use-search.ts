'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { isAbort, networkFailureOf } from '@/components/api/api-failure'
import { callApi } from '@/components/api/call-api'
import type { Passage, PassageFilter } from '@/lib/domain/passage'

export interface SearchResult {
  passages: Passage[]
  /** From sending the query to having its answer, as this browser saw it. */
  milliseconds: number
}

interface Search {
  result: SearchResult | null
  /** A sentence for the person. */
  failure: string | null
  isSearching: boolean
  search: (query: string, topK: number, filter: PassageFilter) => Promise<void>
}

/** Runs one search at a time; a new one takes the old one back. */
export function useSearch(): Search {
  const [result, setResult] = useState<SearchResult | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [isSearching, setSearching] = useState(false)
  const request = useRef<AbortController | null>(null)
  useEffect(() => () => request.current?.abort(), [])

  const search = useCallback(async (query: string, topK: number, filter: PassageFilter): Promise<void> => {
    request.current?.abort()
    const controller = new AbortController()
    request.current = controller
    setSearching(true)
    setFailure(null)
    const startedAt = performance.now()
    try {
      const body = { query, topK, ...(Object.keys(filter).length > 0 ? { filter } : {}) }
      const { passages } = await callApi<{ passages: Passage[] }>('/api/search', { method: 'POST', body, signal: controller.signal })
      setResult({ passages, milliseconds: Math.round(performance.now() - startedAt) })
      setSearching(false)
    } catch (error) {
      if (isAbort(error)) return
      setFailure(error instanceof Error ? error.message : networkFailureOf().message)
      setSearching(false)
    }
  }, [])
  return { result, failure, isSearching, search }
}
