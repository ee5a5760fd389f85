'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { CitedPlace } from './cited-answer/resolve-citation'

/** `data-returning` tells a mark that this focus is a return, on which it does not show its card again. */
function giveFocusBack(element: HTMLElement) {
  element.dataset.returning = 'true'
  element.focus()
  delete element.dataset.returning
}

/** The open document and the element that opened it, which gets the focus back. */
export function useOpenedPlace() {
  const [place, setPlace] = useState<CitedPlace | null>(null)
  const opener = useRef<HTMLElement | null>(null)
  const open = useCallback((next: CitedPlace, from: HTMLElement) => {
    opener.current = from
    setPlace(next)
  }, [])
  const close = useCallback(() => setPlace(null), [])
  const drop = useCallback(() => {
    opener.current = null
    setPlace(null)
  }, [])

  // Only once the pane is gone: a dialog that is still there would take the focus back.
  useEffect(() => {
    if (place !== null || opener.current === null) return
    giveFocusBack(opener.current)
    opener.current = null
  }, [place])
  return { place, open, close, drop }
}
