'use client'

import { useCallback, useMemo, useState } from 'react'
import type { DocumentRecord } from '@/lib/domain/document'

interface Selection {
  /** Chosen documents that are still shown, in the list's order. */
  chosen: DocumentRecord[]
  isChosen: (id: string) => boolean
  choose: (id: string, isChosen: boolean) => void
  chooseAll: (isChosen: boolean) => void
}

/** Which of the shown documents are chosen. A document that leaves the list leaves the selection with it. */
export function useSelection(documents: DocumentRecord[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const chosen = useMemo(() => documents.filter((document) => ids.has(document.id)), [documents, ids])

  const choose = useCallback((id: string, isChosen: boolean) => {
    setIds((before) => {
      const after = new Set(before)
      if (isChosen) after.add(id)
      else after.delete(id)
      return after
    })
  }, [])
  const chooseAll = useCallback((isChosen: boolean) => setIds(new Set(isChosen ? documents.map((document) => document.id) : [])), [documents])
  return { chosen, isChosen: (id) => ids.has(id), choose, chooseAll }
}
