'use client'

import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { DocumentContent, TextRange } from '../document-content'
import { findMatches, groupByPage, pageAt } from './find-matches'

export interface DocumentSearch {
  isOpen: boolean
  query: string
  matches: TextRange[]
  /** Position of the present match, from 0; -1 without any. */
  index: number
  current: TextRange | null
  matchesByPage: ReadonlyMap<number, TextRange[]>
  currentPage: number | null
  open: () => void
  close: () => void
  setQuery: (query: string) => void
  step: (direction: 1 | -1) => void
}

const none: TextRange[] = []

/** Finds words in the document. The first match shown is the first from `firstOffset` on, where the reader is. */
export function useDocumentSearch(content: DocumentContent | null, firstOffset: () => number): DocumentSearch {
  const [isOpen, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const searched = useDeferredValue(query)
  const matches = useMemo(() => (isOpen && content ? findMatches(content.text, searched) : none), [isOpen, content, searched])
  const [index, setIndex] = useState(0)
  const matchesByPage = useMemo(() => groupByPage(content?.pages ?? [], matches), [content, matches])

  // biome-ignore lint/correctness/useExhaustiveDependencies: other matches are a new start, scrolling is not
  useEffect(() => {
    const from = firstOffset()
    const first = matches.findIndex(({ start }) => start >= from)
    setIndex(Math.max(first, 0))
  }, [matches])

  const count = matches.length
  const step = useCallback((direction: 1 | -1) => setIndex((before) => (count === 0 ? 0 : (before + direction + count) % count)), [count])
  const open = useCallback(() => setOpen(true), [])
  const close = useCallback(() => setOpen(false), [])
  const current = matches[index] ?? null
  return {
    isOpen,
    query,
    matches,
    index: current ? index : -1,
    current,
    matchesByPage,
    currentPage: current && content ? pageAt(content.pages, current.start) : null,
    open,
    close,
    setQuery,
    step,
  }
}
