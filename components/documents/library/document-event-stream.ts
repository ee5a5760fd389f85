import type { DocumentRecord } from '@/lib/domain/document'
import { fromWire } from '@/lib/domain/wire-format'
import type { LibraryEvent, LibraryStatus } from './library-state'

interface StreamListener {
  onEvent: (event: LibraryEvent) => void
  /** Each time the stream is open anew: events may have been missed before it. */
  onOpen: () => void
  onInterrupted: () => void
}

const longestWaitMilliseconds = 15_000

/**
 * Follows the library's events until the returned function is called. The browser reconnects a stream that broke; one
 * that was answered with an error is closed for good by the standard, so it is opened again here with a growing wait.
 */
export function openDocumentEventStream(listener: StreamListener): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = 1_000

  function connect(): void {
    const stream = new EventSource('/api/documents/events')
    source = stream
    stream.addEventListener('open', () => {
      wait = 1_000
      listener.onOpen()
    })
    stream.addEventListener('error', () => {
      listener.onInterrupted()
      if (stream.readyState !== EventSource.CLOSED) return
      timer = setTimeout(connect, wait)
      wait = Math.min(wait * 2, longestWaitMilliseconds)
    })
    for (const type of ['status-changed', 'document-changed', 'document-deleted'] as const) {
      stream.addEventListener(type, (message) => listener.onEvent(readEvent(type, message.data)))
    }
  }

  connect()
  return () => {
    clearTimeout(timer)
    source?.close()
  }
}

function readEvent(type: LibraryEvent['type'], data: string): LibraryEvent {
  const value: unknown = JSON.parse(data)
  switch (type) {
    case 'status-changed':
      return { type, ...fromWire<LibraryStatus>(value) }
    case 'document-changed':
      return { type, document: fromWire<DocumentRecord>(value) }
    case 'document-deleted':
      return { type, ...fromWire<{ id: string }>(value) }
  }
}
