'use client'

import { useLocale } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Summary, SummaryEvent } from '@/lib/domain/summary'
import { ApiFailure, isAbort } from '../../api/api-failure'
import { readEventStream } from '../../api/read-event-stream'
import { useApi } from '../../api/use-api'

interface Making {
  done: number
  total: number
}

/** The summary of a document, or of the library where `documentId` is null: the kept one, and how far a new one is. */
export function useSummary(documentId: string | null) {
  const locale = useLocale()
  const path = documentId === null ? '/api/summary' : `/api/documents/${documentId}/summary`
  const kept = useApi<{ summary: Summary | null }>(path)
  const [made, setMade] = useState<Summary | null>(null)
  const [making, setMaking] = useState<Making | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const running = useRef<AbortController | null>(null)

  useEffect(() => () => running.current?.abort(), [])

  const make = useCallback(async () => {
    const controller = new AbortController()
    running.current = controller
    setFailure(null)
    setMaking({ done: 0, total: 0 })
    try {
      for await (const event of readEventStream<SummaryEvent>(path, { body: { language: locale }, signal: controller.signal })) {
        if (event.type === 'summary-progress') setMaking({ done: event.done, total: event.total })
        else if (event.type === 'summary-end') setMade(event.summary)
        else setFailure(event.message)
      }
    } catch (error) {
      if (!isAbort(error)) setFailure(error instanceof ApiFailure ? error.message : '')
    } finally {
      if (running.current === controller) setMaking(null)
    }
  }, [path, locale])

  const cancel = useCallback(() => {
    running.current?.abort()
    setMaking(null)
  }, [])

  return {
    summary: made ?? kept.data?.summary ?? null,
    isLoading: kept.loading && made === null,
    readFailure: kept.error,
    reload: kept.reload,
    making,
    failure,
    make,
    cancel,
  }
}
