import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { callQdrant } from '@/lib/qdrant/call-qdrant'
import { pointIdFor } from '@/lib/qdrant/collection/point-id'
import { connectToQdrant } from '@/lib/qdrant/qdrant-connection'

let server: Server | null = null

afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)))
  server = null
})

/** A real HTTP server that stands for a Qdrant in trouble. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const listening = createServer(answer)
  server = listening
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const address = listening.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

function answerWith(status: number, reason: string): (request: IncomingMessage, response: ServerResponse) => void {
  return (_, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ status: { error: reason } }))
}

describe('callQdrant', () => {
  it.each([
    [400, 'qdrant_failed'],
    [403, 'qdrant_failed'],
    [404, 'qdrant_failed'],
    [422, 'qdrant_failed'],
    [429, 'qdrant_unavailable'],
    [500, 'qdrant_unavailable'],
    [503, 'qdrant_unavailable'],
  ])('turns an answer %i into %s and keeps the cause', async (status, code) => {
    const client = connectToQdrant({ url: await serve(answerWith(status, 'some reason')) })
    const failure = await callQdrant('test', () => client.getAliases(), 0).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code, cause: { status } })
  })

  it('quotes the reason but never one that repeats what was sent', async () => {
    const plain = connectToQdrant({ url: await serve(answerWith(400, 'Vector dimension error')) })
    await expect(callQdrant('test', () => plain.getAliases(), 0)).rejects.toThrow('Vector dimension error')
    server?.close()
    const quoting = connectToQdrant({ url: await serve(answerWith(400, 'Format error in JSON body: invalid type "secret words"')) })
    await expect(callQdrant('test', () => quoting.getAliases(), 0)).rejects.toThrow(/^test: Qdrant answered 400$/)
  })

  it('tries again until the server has recovered', async () => {
    let requests = 0
    const url = await serve((_, response) => {
      requests += 1
      if (requests === 1) return response.destroy()
      const body = requests === 2 ? { status: { error: 'starting' } } : { result: { aliases: [] } }
      return response.writeHead(requests === 2 ? 503 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
    const client = connectToQdrant({ url })
    expect(await callQdrant('test', () => client.getAliases())).toEqual({ aliases: [] })
    expect(requests).toBe(3)
  })

  it('does not repeat a request that was refused', async () => {
    let requests = 0
    const url = await serve((request, response) => {
      requests += 1
      answerWith(400, 'no')(request, response)
    })
    const client = connectToQdrant({ url })
    await expect(callQdrant('test', () => client.getAliases())).rejects.toMatchObject({ code: 'qdrant_failed' })
    expect(requests).toBe(1)
  })

  it('gives up on a server that never answers, or breaks off in the middle', async () => {
    const silent = connectToQdrant({ url: await serve(() => undefined) }, 200)
    await expect(callQdrant('test', () => silent.getAliases(), 0)).rejects.toMatchObject({ code: 'qdrant_unavailable' })
    server?.closeAllConnections()
    server?.close()
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"result":')
      setTimeout(() => response.destroy(), 50)
    })
    const broken = connectToQdrant({ url })
    await expect(callQdrant('test', () => broken.getAliases(), 0)).rejects.toMatchObject({ code: 'qdrant_unavailable' })
  })
})

describe('connectToQdrant', () => {
  it('keeps a path of the address, and sends the key as a header', async () => {
    let seen: { url: string | undefined; key: unknown } | null = null
    const url = await serve((request, response) => {
      seen = { url: request.url, key: request.headers['api-key'] }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ result: { aliases: [] } }))
    })
    await connectToQdrant({ url: `${url}/behind/proxy/`, apiKey: 'key' }).getAliases()
    expect(seen).toEqual({ url: '/behind/proxy/aliases', key: 'key' })
  })

  it('refuses an address that is none', () => {
    expect(() => connectToQdrant({ url: 'localhost:6333' })).toThrow(expect.objectContaining({ code: 'qdrant_failed' }))
    expect(() => connectToQdrant({ url: '' })).toThrow(expect.objectContaining({ code: 'qdrant_failed' }))
  })
})

describe('pointIdFor', () => {
  const identity = { workspaceId: 'w', documentId: 'd', version: 1, chunkIndex: 0 }

  it('is a UUID, the same for the same chunk, and another for any other', () => {
    expect(pointIdFor(identity)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(pointIdFor({ ...identity })).toBe(pointIdFor(identity))
    const others = [
      { ...identity, workspaceId: 'v' },
      { ...identity, documentId: 'e' },
      { ...identity, version: 2 },
      { ...identity, chunkIndex: 1 },
      { ...identity, version: 11, chunkIndex: 0 },
      { ...identity, version: 1, chunkIndex: 10 },
    ]
    expect(new Set([identity, ...others].map(pointIdFor)).size).toBe(7)
  })
})
