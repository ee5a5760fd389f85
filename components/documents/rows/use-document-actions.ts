'use client'

import { useCallback } from 'react'
import { callApi } from '@/components/api/call-api'
import { useApiAction } from '@/components/api/use-api-action'
import type { DocumentRecord } from '@/lib/domain/document'

interface DocumentActions {
  busyId: string | null
  failure: string | null
  retry: (id: string) => void
  cancel: (id: string) => void
}

/** What a row can ask of the server for its document, apart from deleting it. */
export function useDocumentActions(onChanged: (documents: DocumentRecord[]) => void): DocumentActions {
  const { busy, failure, run } = useApiAction<string>()

  const act = useCallback(
    (id: string, action: 'retry' | 'cancel') =>
      run(id, async () => onChanged([await callApi<DocumentRecord>(`/api/documents/${encodeURIComponent(id)}/${action}`, { method: 'POST' })])),
    [run, onChanged],
  )
  const retry = useCallback((id: string) => void act(id, 'retry'), [act])
  const cancel = useCallback((id: string) => void act(id, 'cancel'), [act])
  return { busyId: busy, failure, retry, cancel }
}
