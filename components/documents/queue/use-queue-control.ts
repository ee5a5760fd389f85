'use client'

import { useCallback } from 'react'
import { callApi } from '@/components/api/call-api'
import { useApiAction } from '@/components/api/use-api-action'
import type { QueueState } from '@/lib/domain/document'
import type { ErrorCode } from '@/lib/domain/error-catalog'

export type QueueAction = 'pause' | 'resume' | 'cancel'

interface QueueControl {
  /** The action under way, if any; a code while failures of that reason are queued again. */
  busy: QueueAction | ErrorCode | 'retry-all' | null
  failure: string | null
  act: (action: QueueAction) => Promise<void>
  retryFailed: (code?: ErrorCode) => Promise<void>
}

/** What can be done to the whole queue. The list itself follows by the event stream. */
export function useQueueControl(onQueue: (queue: QueueState) => void): QueueControl {
  const { busy, failure, run } = useApiAction<NonNullable<QueueControl['busy']>>()

  const act = useCallback(
    (action: QueueAction) => run(action, async () => onQueue((await callApi<{ queue: QueueState }>('/api/queue', { method: 'POST', body: { action } })).queue)),
    [run, onQueue],
  )
  const retryFailed = useCallback(
    (code?: ErrorCode) => run(code ?? 'retry-all', async () => void (await callApi('/api/documents/retry', { method: 'POST', body: code ? { code } : {} }))),
    [run],
  )
  return { busy, failure, act, retryFailed }
}
