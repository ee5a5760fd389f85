'use client'

import { type KeyboardEvent, useCallback, useMemo, useState } from 'react'
import { usualWidth } from './page-stack'
import type { PageSize } from './source/page-source'
import { clampZoom, fitFactor, pixelsPerPoint, stepZoom, type Zoom } from './zoom'

/** How large the pages are shown; fitted to the width until somebody chooses otherwise. */
export function useZoom(sizes: PageSize[]) {
  const [zoom, setZoom] = useState<Zoom>('fit')
  const [space, setSpace] = useState<number | null>(null)
  const pageWidth = useMemo(() => usualWidth(sizes), [sizes])
  const fitted = space === null ? null : fitFactor(space, pageWidth)
  const factor = zoom === 'fit' ? (fitted ?? 1) : zoom

  const step = useCallback((direction: 1 | -1) => setZoom(stepZoom(factor, direction)), [factor])
  const pinch = useCallback((by: number) => setZoom(clampZoom(factor * by)), [factor])
  const fitWidth = useCallback(() => setZoom('fit'), [])
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      if (event.key === '+' || event.key === '=') step(1)
      else if (event.key === '-') step(-1)
      else if (event.key === '0') fitWidth()
      else return
      event.preventDefault()
    },
    [step, fitWidth],
  )
  return { factor, scale: factor * pixelsPerPoint, isFitted: zoom === 'fit', hasSpace: space !== null, setSpace, step, pinch, fitWidth, onKeyDown }
}
