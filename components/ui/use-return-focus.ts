'use client'

import { useRef } from 'react'

interface ReturnFocus {
  onOpenAutoFocus: () => void
  onCloseAutoFocus: (event: Event) => void
}

/**
 * Gives the focus back to what opened a dialog. Radix does so only for a dialog with a trigger of its own; most here are
 * opened by a state. `onReturnFocus` may prevent the event and put the focus elsewhere.
 */
export function useReturnFocus(onReturnFocus?: (event: Event) => void): ReturnFocus {
  const opener = useRef<Element | null>(null)
  return {
    onOpenAutoFocus() {
      opener.current = document.activeElement
    },
    onCloseAutoFocus(event) {
      onReturnFocus?.(event)
      if (event.defaultPrevented) return
      event.preventDefault()
      if (opener.current instanceof HTMLElement) opener.current.focus()
    },
  }
}
