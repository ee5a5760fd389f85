'use client'

import { useEffect } from 'react'
import type { DocumentCounts } from '@/lib/domain/document'
import type { ApiFailure } from '../api/api-failure'
import { useApi } from '../api/use-api'

const pollMilliseconds = 4000

export interface LibraryStatus {
  /** Null until the first answer of the server. */
  documents: DocumentCounts | null
  /** First questions that the documents themselves suggest. */
  suggestions: string[]
  /** Why the library's state is not known; null when it is. */
  failure: ApiFailure | null
  reload: () => void
}

/**
 * What the chat needs to know of the library. It asks again only while documents are being processed: a stream would
 * hold one of the browser's few connections to a host for a line that is rarely shown.
 */
export function useLibraryStatus(): LibraryStatus {
  const { data: status, error, reload } = useApi<{ documents: DocumentCounts; points: number }>('/api/status')
  const ready = status?.documents.ready ?? 0
  const waiting = status ? status.documents.queued + status.documents.processing : 0
  const { data: suggested, reload: reloadSuggestions } = useApi<{ questions: string[] }>(ready > 0 ? '/api/suggestions' : null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: every answer, the same or not, starts the next wait
  useEffect(() => {
    if (waiting === 0) return
    const timer = setTimeout(reload, pollMilliseconds)
    return () => clearTimeout(timer)
  }, [status, waiting, reload])

  useEffect(() => {
    if (ready > 0) reloadSuggestions()
  }, [ready, reloadSuggestions])

  return { documents: status?.documents ?? null, suggestions: suggested?.questions ?? [], failure: status ? null : error, reload }
}
