import type { AnswerEvent } from '@/lib/domain/answer'
import type { PassageFilter } from '@/lib/domain/passage'
import { ApiFailure, networkFailureOf } from '../../api/api-failure'
import { readEventStream } from '../../api/read-event-stream'

export interface AnswerRequest {
  question: string
  conversationId?: string
  /** Missing: the last message that is shown. */
  parentId?: string | null
  retryOf?: string
  connectionId?: string
  filter?: PassageFilter
}

/** Waits before each try to get back to an answer, in milliseconds: about a minute in all. */
const patience = [300, 700, 1500, 3000, 5000, 8000, 10_000, 15_000, 15_000]

/**
 * The events of an answer to `request`, or of the one named `answerId` that is being written already, each once and in order, whatever
 * happens to the connection: the answer goes on in the server, and the page reads on from the last event it has.
 *
 * @throws ApiFailure when the call is refused, when the connection broke before the answer had an id, or stays broken; `not_found` when
 *   the server no longer holds the answer's events. An AbortError when `signal` fired.
 */
export async function* followAnswer(start: { request: AnswerRequest } | { answerId: string }, signal: AbortSignal): AsyncGenerator<AnswerEvent> {
  const place = { answerId: 'answerId' in start ? start.answerId : null, after: 0 }
  let tries = 0
  for (;;) {
    const events =
      place.answerId === null && 'request' in start
        ? readEventStream<AnswerEvent>('/api/answers', { body: start.request, signal })
        : readEventStream<AnswerEvent>(`/api/answers/${encodeURIComponent(place.answerId ?? '')}/events?after=${place.after}`, { method: 'GET', signal })
    try {
      for await (const { eventId, ...event } of events) {
        tries = 0
        place.after = eventId ?? place.after
        if (event.type === 'answer-start') place.answerId = event.answerId
        yield event as AnswerEvent
        if (event.type === 'answer-end' || event.type === 'answer-error') return
      }
    } catch (error) {
      if (!(error instanceof ApiFailure) || error.code !== 'network_failure' || place.answerId === null) throw error
    }
    const wait = patience[tries]
    if (place.answerId === null || wait === undefined) throw networkFailureOf()
    tries += 1
    await pause(wait, signal)
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer)
      reject(new DOMException('left', 'AbortError'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', leave)
      resolve()
    }, milliseconds)
    if (signal.aborted) leave()
    else signal.addEventListener('abort', leave, { once: true })
  })
}
