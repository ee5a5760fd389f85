import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { followAnswer } from '@/components/chat/stream/follow-answer'
import type { AnswerEvent } from '@/lib/domain/answer'

const events = ['answer-start', 'text-delta', 'text-delta', 'text-delta', 'answer-end']
/** How many events each connection brings before it breaks. */
let breaks: number[] = []
let isForgotten = false
const asked: string[] = []
let server: Server

function eventText(id: number): string {
  return `id: ${id}\nevent: ${events[id - 1]}\ndata: ${JSON.stringify({ answer_id: 'a', text: String(id) })}\n\n`
}

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const after = Number(/after=(\d+)/.exec(request.url ?? '')?.[1] ?? 0)
    if (isForgotten && request.method === 'GET') return void response.writeHead(404).end(JSON.stringify({ error: { code: 'not_found', message: 'gone' } }))
    const count = breaks.shift() ?? events.length
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (let id = after + 1; id <= Math.min(events.length, after + count); id += 1) response.write(eventText(id))
    if (after + count >= events.length) response.end()
    else setTimeout(() => response.destroy(), 30)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const realFetch = fetch
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => realFetch(`${address}${path}`, init))
})
beforeEach(() => {
  breaks = []
  isForgotten = false
  asked.length = 0
})
afterAll(() => {
  vi.unstubAllGlobals()
  server.closeAllConnections()
  server.close()
})

async function collect(start: Parameters<typeof followAnswer>[0]): Promise<AnswerEvent[]> {
  const collected: AnswerEvent[] = []
  for await (const event of followAnswer(start, new AbortController().signal)) collected.push(event)
  return collected
}

describe('followAnswer', () => {
  it('reads on after the last event it has when the connection breaks, as often as it does', async () => {
    breaks = [2, 1]
    const collected = await collect({ request: { question: 'How long?' } })
    expect(collected.map(({ type }) => type)).toEqual(events)
    expect(collected.slice(1, 4)).toMatchObject([{ text: '2' }, { text: '3' }, { text: '4' }])
    expect(asked).toEqual(['POST /api/answers', 'GET /api/answers/a/events?after=2', 'GET /api/answers/a/events?after=3'])
  })

  it('joins an answer that is being written already', async () => {
    expect(await collect({ answerId: 'a' })).toHaveLength(events.length)
    expect(asked).toEqual(['GET /api/answers/a/events?after=0'])
  })

  it('never asks a question twice, and says when the server has forgotten the answer', async () => {
    breaks = [0]
    await expect(collect({ request: { question: 'How long?' } })).rejects.toMatchObject({ code: 'network_failure' })
    expect(asked).toEqual(['POST /api/answers'])
    breaks = [2]
    isForgotten = true
    await expect(collect({ request: { question: 'How long?' } })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('leaves at once when it is told to, also while it waits to try again', async () => {
    breaks = [2]
    const leave = new AbortController()
    const reading = followAnswer({ request: { question: 'How long?' } }, leave.signal)
    await reading.next()
    await reading.next()
    const next = reading.next()
    leave.abort()
    await expect(next).rejects.toMatchObject({ name: 'AbortError' })
  })
})
