import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { EmbeddingEndpoint } from '@/lib/domain/ports/embedder'
import { type EndpointLimits, OpenaiEmbedder, probeEndpoint } from '@/lib/models/endpoint/openai-embedder'
import { type EmbeddingBehaviour, type EmbeddingServer, startEmbeddingServer } from '../../fixtures/models/embedding-server'
import { cosine, embedderSuite } from './embedder-suite'

const apiKey = 'sk-embedding-secret'
let server: EmbeddingServer
let endpoint: EmbeddingEndpoint
beforeAll(async () => {
  server = await startEmbeddingServer(apiKey)
  endpoint = await probeEndpoint({ baseUrl: server.url, model: 'letters', apiKey })
})
afterAll(() => server.close())
beforeEach(() => {
  server.behaviour = 'good'
  server.batches.length = 0
})

const small = { batch: { texts: 4, characters: 50 }, longestRetryPause: 50 }

function open(limits: Partial<EndpointLimits> = small): OpenaiEmbedder {
  return new OpenaiEmbedder(endpoint, limits)
}

describe('an embedding service', () => {
  embedderSuite(() => open())
})

it('is asked once how long its vectors are, and has a name that tells where it is', () => {
  expect(endpoint.dimensions).toBe(26)
  const { host } = new URL(server.url)
  expect(open().model).toMatchObject({ id: `endpoint:${host}/letters`, dimensions: 26, languages: ['en'] })
  expect(new OpenaiEmbedder({ ...endpoint, model: 'text-embedding-3-small' }).model.languages).toContain('ko')
  expect(new OpenaiEmbedder({ ...endpoint, model: 'Letters' }).model.slug).not.toBe(open().model.slug)
})

it('gets batches within both limits', async () => {
  await open().embedPassages(['a'.repeat(30), 'b'.repeat(30), 'c', 'd', 'e', 'f', 'g', 'h'.repeat(90)])
  expect(server.batches.map((batch) => batch.map((text) => text.length)).sort((a, b) => (b[0] ?? 0) - (a[0] ?? 0))).toEqual([[90], [30], [30, 1, 1, 1], [1, 1]])
})

describe('a service that misbehaves', () => {
  // Each case counts its failures from a server of its own.
  async function embedWith(behaviour: EmbeddingBehaviour, limits: Partial<EndpointLimits> = {}) {
    const own = await startEmbeddingServer()
    own.behaviour = behaviour
    const embedder = new OpenaiEmbedder({ ...endpoint, baseUrl: own.url, apiKey: null }, { ...small, attempts: 3, ...limits })
    try {
      const texts = ['alpha secret', 'beta']
      const outcome = await embedder.embedPassages(texts).then(
        (vectors) => ({ vectors, code: null, message: '' }),
        (error: { code: string; message: string }) => ({ vectors: [], code: error.code, message: error.message }),
      )
      return { ...outcome, requests: own.batches.length }
    } finally {
      await embedder.close()
      await own.close()
    }
  }

  it.each(['busy-once', 'failing-once'] as const)('%s: tried again', async (behaviour) => {
    expect(await embedWith(behaviour)).toMatchObject({ code: null, requests: 2 })
  })

  it('shuffled: the vectors are put in order by their index', async () => {
    const { vectors } = await embedWith('shuffled')
    const [first] = await open().embedPassages(['alpha secret'])
    expect(cosine(vectors[0] ?? new Float32Array(), first ?? new Float32Array())).toBeCloseTo(1, 5)
  })

  it.each([
    ['busy', 3],
    ['failing', 3],
    ['too-few', 1],
    ['other-length', 1],
    ['not-json', 1],
  ] as const)('%s: embedding_endpoint_failed after %i requests, and no text in the message', async (behaviour, requests) => {
    const outcome = await embedWith(behaviour)
    expect(outcome).toMatchObject({ code: 'embedding_endpoint_failed', requests })
    expect(outcome.message).not.toContain('secret')
  })

  it('hanging: given up when the time is over', async () => {
    expect(await embedWith('hanging', { timeout: 200 })).toMatchObject({ code: 'embedding_endpoint_failed', requests: 1 })
  })

  it('refuses the key, or is not there, or has no usable address', async () => {
    const wrongKey = probeEndpoint({ baseUrl: server.url, model: 'letters', apiKey: 'sk-wrong' })
    await expect(wrongKey).rejects.toMatchObject({ code: 'embedding_endpoint_failed', message: expect.not.stringContaining('sk-wrong') })
    await expect(probeEndpoint({ baseUrl: 'http://127.0.0.1:9/v1', model: 'm', apiKey: null })).rejects.toMatchObject({ code: 'embedding_endpoint_failed' })
    await expect(probeEndpoint({ baseUrl: 'http://me:pass@127.0.0.1/v1', model: 'm', apiKey: null })).rejects.toMatchObject({ code: 'invalid_request' })
  })
})
