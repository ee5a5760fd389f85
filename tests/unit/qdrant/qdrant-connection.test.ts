import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectToQdrant } from '@/lib/qdrant/qdrant-connection'

const seen: IncomingHttpHeaders[] = []
const server = createServer((request, response) => {
  seen.push(request.headers)
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ result: { exists: false }, status: 'ok', time: 0 }))
})

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterAll(() => server.close())

describe('the connection to Qdrant', () => {
  it('asks for answers that are not compressed, with and without a key', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await connectToQdrant({ url }).collectionExists('any')
    await connectToQdrant({ url, apiKey: 'key' }).collectionExists('any')
    expect(seen.map((headers) => [headers['accept-encoding'], headers['api-key']])).toEqual([
      ['identity', undefined],
      ['identity', 'key'],
    ])
  })
})
