'use client'

import { useCallback, useState } from 'react'
import { ApiFailure } from '@/components/api/api-failure'
import { callApi } from '@/components/api/call-api'
import type { DocumentRecord } from '@/lib/domain/document'

interface DocumentActions {
  busyId: string | null
  failure: string | null
  retry: (id: string) => void
  cancel: (id: string) => void
}

/** What a row can ask of the server for its document, apart from deleting it. */
export function useDocumentActions(onChanged: (documents: DocumentRecord[]) => void): DocumentActions {
  const [busyId, setBusyId] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)

  const act = useCallback(
    async (id: string, action: 'retry' | 'cancel'): Promise<void> => {
      setBusyId(id)
      setFailure(null)
      try {
        onChanged([await callApi<DocumentRecord>(`/api/documents/${encodeURIComponent(id)}/${action}`, { method: 'POST' })])
      } catch (error) {
        if (!(error instanceof ApiFailure)) throw error
        setFailure(error.message)
      } finally {
        setBusyId(null)
      }
    },
    [onChanged],
  )
  const retry = useCallback((id: string) => void act(id, 'retry'), [act])
  const cancel = useCallback((id: string) => void act(id, 'cancel'), [act])
  return { busyId, failure, retry, cancel }
}
