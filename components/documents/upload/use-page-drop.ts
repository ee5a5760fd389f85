'use client'

import { useEffect, useEffectEvent, useState } from 'react'

/**
 * Makes the whole page a place to drop files, so that a drop beside the drop zone does not make the browser leave the
 * page for the file. Drags without files (selected text, links) are left alone.
 */
export function usePageDrop(onDrop: (transfer: DataTransfer) => void): { isOver: boolean } {
  const [isOver, setOver] = useState(false)
  const drop = useEffectEvent(onDrop)

  useEffect(() => {
    let depth = 0
    function follow(event: DragEvent): void {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      if (event.type === 'dragenter') depth += 1
      if (event.type === 'dragleave') depth -= 1
      if (event.type === 'drop') {
        depth = 0
        drop(event.dataTransfer)
      }
      setOver(depth > 0)
    }
    const types = ['dragenter', 'dragover', 'dragleave', 'drop'] as const
    for (const type of types) window.addEventListener(type, follow)
    return () => {
      for (const type of types) window.removeEventListener(type, follow)
    }
  }, [])

  return { isOver }
}
