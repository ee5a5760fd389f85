import { EventSourceParserStream } from 'eventsource-parser/stream'
import { fromWire } from '@/lib/domain/wire-format'
import { isAbort, networkFailureOf } from './api-failure'
import { type RequestOptions, sendRequest } from './send-request'

/**
 * Posts a body (or gets, where `method` says so) and yields each server-sent event of the answer as `{type, ...data}` with camelCase
 * keys, and with its id as `eventId` where it has one. The browser's own EventSource cannot post, therefore the stream is parsed here.
 * Leaving the loop closes the stream.
 *
 * @throws ApiFailure when the call is refused or the connection breaks, an AbortError when `signal` fired.
 */
export async function* readEventStream<Event extends { type: string }>(path: string, options: RequestOptions): AsyncGenerator<Event & { eventId?: number }> {
  const response = await sendRequest(path, { method: 'POST', ...options }, 'text/event-stream')
  if (!response.body) throw networkFailureOf()
  const reader = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const id = value.id ? { event_id: Number(value.id) } : {}
      yield fromWire<Event>({ ...(JSON.parse(value.data) as object), type: value.event ?? 'message', ...id })
    }
  } catch (error) {
    throw isAbort(error) ? error : networkFailureOf()
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
