'use client'

import { type RefObject, useCallback, useRef } from 'react'
import type { DocumentRecord } from '@/lib/domain/document'

interface FocusAfterDeletion {
  listRef: RefObject<HTMLUListElement | null>
  /** Call with what was deleted before the rows go. */
  noteRowsGone: (ids: string[]) => void
  returnFocus: (event: Event) => void
}

/**
 * The button that opened the question goes away with its row. The focus then goes to the row that has taken its place,
 * else to the page's content, never to the start of the page. Where nothing was deleted the dialog gives it back itself.
 */
export function useFocusAfterDeletion(documents: DocumentRecord[]): FocusAfterDeletion {
  const listRef = useRef<HTMLUListElement>(null)
  const place = useRef<number | null>(null)

  const noteRowsGone = useCallback(
    (ids: string[]) => {
      const gone = new Set(ids)
      const first = documents.findIndex((document) => gone.has(document.id))
      place.current = first < 0 ? null : first
    },
    [documents],
  )
  const returnFocus = useCallback((event: Event) => {
    if (place.current === null) return
    event.preventDefault()
    // Only the rows near the window are drawn; the one wanted is among them, or it was the last and the last drawn takes its place.
    const rows = listRef.current
    const row = rows?.querySelector(`[data-index="${place.current}"]`) ?? rows?.lastElementChild
    const target = row?.querySelector<HTMLElement>('input[type="checkbox"]') ?? document.getElementById('content')
    place.current = null
    target?.focus()
  }, [])
  return { listRef, noteRowsGone, returnFocus }
}
