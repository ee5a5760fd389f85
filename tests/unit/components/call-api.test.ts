import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiFailure } from '@/components/api/api-failure'
import { callApi } from '@/components/api/call-api'
import { readEventStream } from '@/components/api/read-event-stream'

interface StreamEvent {
  type: string
  answerId?: string
  text?: string
}

let server: Server
let address = ''
let received = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/echo') {
      request.on('data', (part: Buffer) => {
        received += part.toString()
      })
      request.on('end', () => response.end(JSON.stringify({ page_count: 3, items: [{ created_at: 'now' }] })))
    } else if (request.url === '/empty') {
      response.writeHead(204).end()
    } else if (request.url === '/refused') {
      response.writeHead(409).end(JSON.stringify({ error: { code: 'conflict', message: '지금은 할 수 없습니다.' } }))
    } else if (request.url === '/html') {
      response.writeHead(502).end('<html>Bad gateway</html>')
    } else {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const first = Buffer.from(': ping\n\nevent: answer-start\ndata: {"type":"answer-start","answer_id":"a"}\n\nevent: text-delta\ndata: {"text":"안녕"}\n\n')
      // Cut inside a Hangul syllable: parts of a character must not be decoded alone.
      response.write(first.subarray(0, first.length - 6))
      setTimeout(() => {
        response.write(first.subarray(first.length - 6))
        if (request.url === '/stream') response.end()
        else if (request.url === '/cut') setTimeout(() => response.destroy(), 50)
      }, 20)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

async function failureOf(call: Promise<unknown>): Promise<ApiFailure> {
  const failure = await call.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(failure instanceof ApiFailure)) throw new Error('the call did not fail with an ApiFailure')
  return failure
}

async function collect(path: string): Promise<{ events: StreamEvent[]; error: unknown }> {
  const events: StreamEvent[] = []
  try {
    for await (const event of readEventStream<StreamEvent>(`${address}${path}`, { body: {} })) events.push(event)
    return { events, error: null }
  } catch (error) {
    return { events, error }
  }
}

describe('callApi', () => {
  it('speaks snake_case outside and camelCase inside', async () => {
    const answer = await callApi(`${address}/echo`, { method: 'POST', body: { retryOf: 'x', list: [{ topK: 1 }] } })
    expect(JSON.parse(received)).toEqual({ retry_of: 'x', list: [{ top_k: 1 }] })
    expect(answer).toEqual({ pageCount: 3, items: [{ createdAt: 'now' }] })
  })

  it('gives nothing for an empty answer', async () => {
    expect(await callApi(`${address}/empty`, { method: 'DELETE' })).toBeUndefined()
  })

  it("reports a refusal with the server's code and sentence", async () => {
    expect(await failureOf(callApi(`${address}/refused`))).toMatchObject({ code: 'conflict', status: 409, message: '지금은 할 수 없습니다.' })
  })

  it('reports what is not an answer of Docent as an internal error with a sentence', async () => {
    const failure = await failureOf(callApi(`${address}/html`))
    expect(failure).toMatchObject({ code: 'internal_error', status: 502 })
    expect(failure.message.length).toBeGreaterThan(20)
  })

  it('says so when nobody answers', async () => {
    expect(await failureOf(callApi('http://127.0.0.1:1/nothing'))).toMatchObject({ code: 'network_failure', status: 0 })
  })
})

describe('readEventStream', () => {
  it('yields the events with their names, ignores pings, joins split characters', async () => {
    const { events, error } = await collect('/stream')
    expect(error).toBeNull()
    expect(events).toEqual([
      { type: 'answer-start', answerId: 'a' },
      { type: 'text-delta', text: '안녕' },
    ])
  })

  it('fails when the connection breaks, after the events that came', async () => {
    const { events, error } = await collect('/cut')
    expect(events).toHaveLength(2)
    expect(error).toMatchObject({ code: 'network_failure' })
  })

  it('throws an abort, not a failure, when the caller takes the call back', async () => {
    const controller = new AbortController()
    const stream = readEventStream<StreamEvent>(`${address}/hang`, { body: {}, signal: controller.signal })
    await stream.next()
    controller.abort()
    const rest = (async () => {
      for await (const event of stream) expect(event.type).toBe('text-delta')
    })()
    await expect(rest).rejects.toMatchObject({ name: 'AbortError' })
  })
})
