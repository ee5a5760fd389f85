'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type RefObject, useLayoutEffect, useState } from 'react'
import type { DocumentRecord } from '@/lib/domain/document'

interface VirtualRowsProps {
  documents: DocumentRecord[]
  listRef: RefObject<HTMLUListElement | null>
  renderRow: (document: DocumentRecord) => ReactNode
}

/** Height of a row before it is measured: two lines and its padding. */
const estimatedHeight = 73
const rowsBeyondTheEdge = 12

/**
 * Draws only the rows near the window: a thousand documents in work change many times a second, and rows that nobody sees
 * cost layout and memory all the same. Positions are told to screen readers, since the list they see is only a part.
 */
export function VirtualRows({ documents, listRef, renderRow }: VirtualRowsProps) {
  const [offset, setOffset] = useState(0)
  useLayoutEffect(() => {
    const scroller = document.getElementById('content')
    const list = listRef.current
    if (!scroller || !list) return
    const measure = () => setOffset(list.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop)
    measure()
    // What stands above the list comes and goes: the panel of work in progress, notices.
    const observer = new ResizeObserver(measure)
    if (list.parentElement?.parentElement?.parentElement) observer.observe(list.parentElement.parentElement.parentElement)
    return () => observer.disconnect()
  }, [listRef])

  const virtualizer = useVirtualizer({
    count: documents.length,
    getScrollElement: () => document.getElementById('content'),
    estimateSize: () => estimatedHeight,
    getItemKey: (index) => documents[index]?.id ?? index,
    scrollMargin: offset,
    overscan: rowsBeyondTheEdge,
  })
  const rows = virtualizer.getVirtualItems()
  return (
    <ul ref={listRef} className="relative" style={{ height: virtualizer.getTotalSize() }}>
      {rows.map((row) => {
        const record = documents[row.index]
        if (!record) return null
        return (
          <li
            key={row.key}
            ref={virtualizer.measureElement}
            data-index={row.index}
            aria-setsize={documents.length}
            aria-posinset={row.index + 1}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${row.start - offset}px)` }}
          >
            {renderRow(record)}
          </li>
        )
      })}
    </ul>
  )
}
