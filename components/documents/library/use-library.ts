'use client'

import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { ApiFailure, isAbort, networkFailureOf } from '@/components/api/api-failure'
import type { DocumentRecord, QueueState } from '@/lib/domain/document'
import { emptyLibraryState, type LibraryState, listRecords, reduceLibrary, type StatusFilter } from './library-state'
import { readDocumentList } from './read-document-list'
import { useDocumentEvents } from './use-document-events'

export interface Library {
  state: LibraryState
  /** The documents of the chosen tab that are loaded, newest first. */
  documents: DocumentRecord[]
  isLoaded: boolean
  isLoading: boolean
  hasMore: boolean
  failure: ApiFailure | null
  isInterrupted: boolean
  loadMore: () => void
  reload: () => void
  noteAdded: (documents: DocumentRecord[]) => void
  noteDeleted: (ids: string[]) => void
  noteQueue: (queue: QueueState) => void
}

/**
 * The list of one tab, live. The stream is opened first and the list read when it is open, so that nothing that changes
 * in between is missed; each reconnection reads the list again for the same reason.
 */
export function useLibrary(filter: StatusFilter): Library {
  const [state, dispatch] = useReducer(reduceLibrary, emptyLibraryState)
  const [isLoading, setLoading] = useState(true)
  const [failure, setFailure] = useState<ApiFailure | null>(null)
  const request = useRef<AbortController | null>(null)
  const documents = useMemo(() => listRecords(state, filter), [state, filter])
  const isWhole = state.pages.all?.isLoaded === true && state.pages.all.nextCursor === null
  const page = state.pages[filter] ?? (isWhole ? state.pages.all : undefined)

  const read = useCallback(async (type: 'page-loaded' | 'list-reloaded', of: StatusFilter, cursor: string | null, atLeast: number): Promise<void> => {
    request.current?.abort()
    const controller = new AbortController()
    request.current = controller
    setLoading(true)
    setFailure(null)
    try {
      const list = await readDocumentList(of, { cursor, atLeast, signal: controller.signal })
      dispatch({ type, filter: of, ...list })
      setLoading(false)
    } catch (error) {
      if (isAbort(error)) return
      setFailure(error instanceof ApiFailure ? error : networkFailureOf())
      setLoading(false)
    }
  }, [])

  const reload = useCallback(() => void read('list-reloaded', filter, null, documents.length), [read, filter, documents.length])
  const loadMore = useCallback(() => {
    if (page?.nextCursor) void read('page-loaded', filter, page.nextCursor, 1)
  }, [read, filter, page?.nextCursor])

  const { isInterrupted } = useDocumentEvents({
    onEvents: (events) => dispatch({ type: 'events-received', events }),
    onOpen: reload,
    onInterrupted: () => {
      if (!page && !failure) reload()
    },
  })
  useEffect(() => () => request.current?.abort(), [])

  const isOtherTabLoaded = Object.keys(state.pages).length > 0
  useEffect(() => {
    if (isOtherTabLoaded && !page) void read('page-loaded', filter, null, 1)
  }, [isOtherTabLoaded, page, filter, read])

  const noteAdded = useCallback((added: DocumentRecord[]) => dispatch({ type: 'documents-added', documents: added }), [])
  const noteDeleted = useCallback((ids: string[]) => dispatch({ type: 'events-received', events: ids.map((id) => ({ type: 'document-deleted', id })) }), [])
  const noteQueue = useCallback((queue: QueueState) => dispatch({ type: 'queue-changed', queue }), [])
  const hasMore = page ? page.nextCursor !== null : false
  return { state, documents, isLoaded: page !== undefined, isLoading, hasMore, failure, isInterrupted, loadMore, reload, noteAdded, noteDeleted, noteQueue }
}
