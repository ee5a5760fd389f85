'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { openDocumentEventStream } from './document-event-stream'
import type { LibraryEvent } from './library-state'

/** A hundred files in work send hundreds of events a second; one drawing for all that came in this time is enough. */
const batchMilliseconds = 100

/** Follows the library's events in batches while the page is open. Tells whether the stream is broken at the moment. */
export function useDocumentEvents(handlers: { onEvents: (events: LibraryEvent[]) => void; onOpen: () => void; onInterrupted: () => void }): {
  isInterrupted: boolean
} {
  const [isInterrupted, setInterrupted] = useState(false)
  const onEvents = useEffectEvent(handlers.onEvents)
  const onOpen = useEffectEvent(handlers.onOpen)
  const onInterrupted = useEffectEvent(handlers.onInterrupted)

  useEffect(() => {
    let waiting: LibraryEvent[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    function flush(): void {
      const events = waiting
      waiting = []
      timer = undefined
      onEvents(events)
    }
    const close = openDocumentEventStream({
      onEvent: (event) => {
        waiting.push(event)
        timer ??= setTimeout(flush, batchMilliseconds)
      },
      onOpen: () => {
        setInterrupted(false)
        onOpen()
      },
      onInterrupted: () => {
        setInterrupted(true)
        onInterrupted()
      },
    })
    return () => {
      clearTimeout(timer)
      close()
    }
  }, [])

  return { isInterrupted }
}
