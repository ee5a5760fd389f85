'use client'

import { useState } from 'react'
import type { Passage } from '@/lib/domain/passage'

export interface Marks {
  passages: Passage[]
  has: (passage: Passage) => boolean
  toggle: (passage: Passage) => void
  clear: () => void
}

/** The passages that a person marked as right, whatever column they stand in. */
export function useMarks(): Marks {
  const [passages, setPassages] = useState<Passage[]>([])
  const has = ({ pointId }: Passage) => passages.some((other) => other.pointId === pointId)
  return {
    passages,
    has,
    toggle: (passage) => setPassages(has(passage) ? passages.filter(({ pointId }) => pointId !== passage.pointId) : [...passages, passage]),
    clear: () => setPassages([]),
  }
}
