'use client'

import { useEffect } from 'react'
import { type Pages, usePages } from '@/components/admin/use-pages'
import type { StoredChunk } from '@/lib/domain/passage'

/** The chunks of a document from its start as far as `until`, an offset of its text; more are read as it grows. */
export function useCutChunks(documentId: string, until: number): Pages<StoredChunk> {
  const chunks = usePages<StoredChunk>(`/api/documents/${encodeURIComponent(documentId)}/chunks?limit=200`, 'chunks')
  const { items, nextCursor, isLoading, failure, loadMore } = chunks
  const reached = items.at(-1)?.start ?? 0
  useEffect(() => {
    if (!isLoading && !failure && nextCursor !== null && reached < until) loadMore()
  }, [isLoading, failure, nextCursor, reached, until, loadMore])
  return chunks
}
