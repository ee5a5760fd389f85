'use client'

import { useState } from 'react'
import type { ApiFailure } from '@/components/api/api-failure'
import { useApi } from '@/components/api/use-api'
import type { DocumentRecord } from '@/lib/domain/document'
import { useDocumentEvents } from '../library/use-document-events'

export interface LiveDocument {
  document: DocumentRecord | null
  /** It was there and has been deleted. */
  isDeleted: boolean
  /** Place in the queue, from 1; null when it does not wait or is far back. */
  queuePosition: number | null
  error: ApiFailure | null
  reload: () => void
  noteChanged: (document: DocumentRecord) => void
}

/** One document's record, kept fresh by the library's events; read again whenever the stream opens anew. */
export function useLiveDocument(id: string): LiveDocument {
  const { data, error, reload } = useApi<DocumentRecord>(`/api/documents/${encodeURIComponent(id)}`)
  const [heard, setHeard] = useState<DocumentRecord | null>(null)
  const [isDeleted, setDeleted] = useState(false)
  const [order, setOrder] = useState<string[]>([])

  useDocumentEvents({
    onEvents: (events) => {
      for (const event of events) {
        if (event.type === 'status-changed') setOrder(event.queue.order)
        else if (event.type === 'document-deleted' && event.id === id) setDeleted(true)
        else if (event.type === 'document-changed' && event.document.id === id) setHeard(event.document)
      }
    },
    onOpen: reload,
    onInterrupted: () => undefined,
  })

  const document = heard && (!data || heard.updatedAt >= data.updatedAt) ? heard : data
  const position = order.indexOf(id)
  return { document, isDeleted, queuePosition: position === -1 ? null : position + 1, error, reload, noteChanged: setHeard }
}
