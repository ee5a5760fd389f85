import { toAppError } from '@/lib/domain/app-error'
import { toWire } from '@/lib/domain/wire-format'
import { reportError } from './report-error'

/** One server-sent event; `type` becomes the event's name, `eventId` its id, the whole object without `eventId` its data. */
interface StreamEvent {
  type: string
  eventId?: number
}

const pingMilliseconds = 15_000

/**
 * Sends `events` as server-sent events. The first event is awaited before the answer begins, so that a failure before
 * it becomes an ordinary error response. When the client leaves, the iterator's `return` runs and `abort` is called.
 * Comment lines keep proxies from closing a quiet stream.
 */
export async function eventStreamResponse(events: AsyncIterable<StreamEvent>, abort: (reason: unknown) => void): Promise<Response> {
  const iterator = events[Symbol.asyncIterator]()
  const first = await iterator.next()
  const encoder = new TextEncoder()
  let ping: NodeJS.Timeout | undefined
  let hasLeft = false
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      ping = setInterval(() => controller.enqueue(encoder.encode(': ping\n\n')), pingMilliseconds)
      if (!first.done) controller.enqueue(encoder.encode(formatEvent(first.value)))
    },
    async pull(controller) {
      try {
        const next = await iterator.next()
        // The reader may have left while the next event was awaited; the stream is closed then already.
        if (hasLeft) return
        if (!next.done) return controller.enqueue(encoder.encode(formatEvent(next.value)))
        clearInterval(ping)
        controller.close()
      } catch (thrown) {
        clearInterval(ping)
        if (hasLeft) return
        reportError('event stream', toAppError(thrown))
        controller.error(thrown)
      }
    },
    async cancel(reason) {
      hasLeft = true
      clearInterval(ping)
      abort(reason)
      await iterator.return?.()
    },
  })
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' },
  })
}

function formatEvent({ eventId, ...event }: StreamEvent): string {
  const id = eventId === undefined ? '' : `id: ${eventId}\n`
  return `${id}event: ${event.type}\ndata: ${JSON.stringify(toWire(event))}\n\n`
}
