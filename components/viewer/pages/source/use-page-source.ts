'use client'

import { useCallback, useEffect, useMemo, useState } from 'react'
import type { DocumentPlaces } from '@/lib/domain/page/page-rectangles'
import { openImagePages } from './open-image-pages'
import { openPdfPages } from './open-pdf-pages'
import type { PageSize, PageSource } from './page-source'

interface OpenedPages {
  source: PageSource
  firstSize: PageSize
}

interface Pages {
  /** Null until the file is open. */
  source: PageSource | null
  sizes: PageSize[]
  learnSize: (page: number, size: PageSize) => void
}

/**
 * The pages of a file, and their sizes as far as they are known: those of the layout at once, others when they are first
 * near the screen; until then a page is taken to be like the first, so that a book of 2,000 opens without reading them all.
 */
export function usePageSource(documentId: string, kind: 'pdf' | 'image', layoutPages: DocumentPlaces['pages'], onFailure: (error: unknown) => void): Pages {
  const [opened, setOpened] = useState<OpenedPages | null>(null)
  const [learned, setLearned] = useState<ReadonlyMap<number, PageSize>>(new Map())

  useEffect(() => {
    let isGone = false
    let source: PageSource | null = null
    async function open(): Promise<void> {
      const found = await openPages(`/api/documents/${documentId}/original`, kind)
      if (isGone) return found.close()
      source = found
      const firstSize = await found.readSize(1)
      if (!isGone) setOpened({ source: found, firstSize })
    }
    open().catch((error: unknown) => {
      if (!isGone) onFailure(error)
    })
    return () => {
      isGone = true
      setOpened(null)
      setLearned(new Map())
      source?.close()
    }
  }, [documentId, kind, onFailure])

  const sizes = useMemo(() => (opened ? gatherSizes(opened, kind === 'pdf' ? layoutPages : [], learned) : []), [opened, kind, layoutPages, learned])
  const learnSize = useCallback((page: number, size: PageSize) => {
    setLearned((before) => (before.has(page) ? before : new Map(before).set(page, size)))
  }, [])
  return { source: opened?.source ?? null, sizes, learnSize }
}

function openPages(url: string, kind: 'pdf' | 'image'): Promise<PageSource> {
  return kind === 'pdf' ? openPdfPages(url) : openImagePages(url)
}

function gatherSizes({ source, firstSize }: OpenedPages, layoutPages: DocumentPlaces['pages'], learned: ReadonlyMap<number, PageSize>): PageSize[] {
  const sizes = Array.from({ length: source.pageCount }, () => firstSize)
  for (const { page, width, height } of layoutPages) if (page <= sizes.length && width > 0 && height > 0) sizes[page - 1] = { width, height }
  for (const [page, size] of learned) sizes[page - 1] = size
  return sizes
}
