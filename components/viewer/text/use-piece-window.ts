'use client'

import { useCallback, useState } from 'react'

/** Pieces shown at first around the target, and added by each step: a few screens each, drawn without a pause. */
const before = 40
const after = 120
const step = 120

interface PieceWindow {
  from: number
  to: number
  showEarlier: (() => void) | null
  showLater: (() => void) | null
}

/** The part of a long list that is drawn: around `target` first, then more on either side on request. */
export function usePieceWindow(count: number, target: number): PieceWindow {
  const [extent, setExtent] = useState({ earlier: before, later: after })
  const from = Math.max(0, target - extent.earlier)
  const to = Math.min(count, target + extent.later)
  const showEarlier = useCallback(() => setExtent((now) => ({ ...now, earlier: now.earlier + step })), [])
  const showLater = useCallback(() => setExtent((now) => ({ ...now, later: now.later + step })), [])
  return { from, to, showEarlier: from > 0 ? showEarlier : null, showLater: to < count ? showLater : null }
}
