import { createParser } from 'eventsource-parser'

export interface StreamedEvent {
  type: string
  [field: string]: unknown
}

/** Asks through the streaming API and collects every event until the stream ends, or until `until` says that it is enough. */
export async function readAnswerStream(url: string, body: object, until: (event: StreamedEvent) => boolean = () => false): Promise<StreamedEvent[]> {
  const response = await fetch(`${url}/api/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok || !response.body) throw new Error(`answers answered ${response.status}: ${await response.text()}`)
  const events: StreamedEvent[] = []
  const parser = createParser({ onEvent: (event) => events.push(JSON.parse(event.data) as StreamedEvent) })
  const decoder = new TextDecoder()
  for await (const bytes of response.body) {
    parser.feed(decoder.decode(bytes, { stream: true }))
    // Leaving the loop cancels the body, which is what a browser's Stop does.
    if (events.some(until)) break
  }
  return events
}

export function textOf(events: StreamedEvent[]): string {
  return events
    .filter((event) => event.type === 'text-delta')
    .map((event) => String(event.text))
    .join('')
}
