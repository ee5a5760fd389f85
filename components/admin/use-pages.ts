'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiFailure, isAbort, networkFailureOf } from '@/components/api/api-failure'
import { callApi } from '@/components/api/call-api'

interface PagesState<Item> {
  items: Item[]
  nextCursor: string | number | null
  isLoading: boolean
  isLoaded: boolean
  failure: ApiFailure | null
}

export interface Pages<Item> extends PagesState<Item> {
  loadMore: () => void
  reload: () => void
}

/**
 * A list read page by page: `path` without its cursor, and the key of the answer that holds the items. Reloading reads
 * the first page again and drops the rest. Both arguments are read again when they change.
 */
export function usePages<Item>(path: string, key: string): Pages<Item> {
  const [state, setState] = useState<PagesState<Item>>({ items: [], nextCursor: null, isLoading: true, isLoaded: false, failure: null })
  const request = useRef<AbortController | null>(null)

  const read = useCallback(
    async (cursor: string | number | null): Promise<void> => {
      request.current?.abort()
      const controller = new AbortController()
      request.current = controller
      setState((before) => ({ ...before, isLoading: true, failure: null }))
      try {
        const separator = path.includes('?') ? '&' : '?'
        const address = cursor === null ? path : `${path}${separator}cursor=${encodeURIComponent(cursor)}`
        const page = await callApi<Record<string, Item[]> & { nextCursor: string | number | null }>(address, { signal: controller.signal })
        const found: Item[] = page[key] ?? []
        setState((before) => ({
          items: cursor === null ? found : [...before.items, ...found],
          nextCursor: page.nextCursor,
          isLoading: false,
          isLoaded: true,
          failure: null,
        }))
      } catch (error) {
        if (isAbort(error)) return
        const failure = error instanceof ApiFailure ? error : networkFailureOf()
        setState((before) => ({ ...before, isLoading: false, failure }))
      }
    },
    [path, key],
  )

  useEffect(() => {
    void read(null)
    return () => request.current?.abort()
  }, [read])

  const loadMore = useCallback(() => {
    if (state.nextCursor !== null) void read(state.nextCursor)
  }, [read, state.nextCursor])
  const reload = useCallback(() => void read(null), [read])
  return { ...state, loadMore, reload }
}
