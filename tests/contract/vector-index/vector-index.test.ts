import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectToQdrant } from '@/lib/qdrant/qdrant-connection'
import { QdrantVectorIndex } from '@/lib/qdrant/qdrant-vector-index'
import { startTestQdrant, type TestQdrant } from '../../fixtures/start-test-qdrant'
import { describeFilters } from './vector-index-filters'
import { describeVectorIndex, makeChunk, makeDocument, testModel } from './vector-index-suite'
import { describeVersions } from './vector-index-versions'

const scope = { workspaceId: 'mine' }
let qdrant: TestQdrant

beforeAll(async () => {
  qdrant = await startTestQdrant()
}, 60_000)

afterAll(() => qdrant?.stop(), 30_000)

function indexNamed(name: string, model = testModel, apiKey = qdrant.apiKey): QdrantVectorIndex {
  return new QdrantVectorIndex({ connection: { url: qdrant.url, apiKey }, model, serverKind: 'managed', alias: name, collectionPrefix: `of-${name}` })
}

async function createIndex(): Promise<QdrantVectorIndex> {
  const index = indexNamed(`suite-${randomUUID()}`)
  await index.prepare()
  return index
}

describeVectorIndex('Qdrant', createIndex)
describe('Qdrant publishes versions', () => describeVersions(createIndex))
describe('Qdrant filters', () => describeFilters(createIndex))

describe('preparing the collection', () => {
  it('builds the collection behind the alias under a name with model and schema version', async () => {
    const index = indexNamed('named')
    await index.prepare()
    expect(await index.describe(scope)).toMatchObject({ alias: 'named', name: 'of-named_test-four_v1', serverKind: 'managed' })
  })

  it('refuses another model and leaves the points alone', async () => {
    const index = indexNamed('bound')
    await index.prepare()
    await index.upsert(scope, makeDocument('kept'), [makeChunk(0, 'kept', [1, 0, 0, 0], { 1: 1 })])
    const sameSize = indexNamed('bound', { ...testModel, id: 'test/other', slug: 'test-other' })
    await expect(sameSize.prepare()).rejects.toMatchObject({ code: 'embedding_model_mismatch' })
    const otherSize = indexNamed('bound', { ...testModel, dimensions: 8 })
    await expect(otherSize.prepare()).rejects.toMatchObject({ code: 'embedding_model_mismatch' })
    await index.prepare()
    expect(await index.count(scope)).toBe(1)
  })

  it('finishes what a run left that died before the alias and the indexes', async () => {
    const client = connectToQdrant({ url: qdrant.url, apiKey: qdrant.apiKey })
    await client.api().createCollection({
      collection_name: 'of-half_test-four_v1',
      vectors: { dense: { size: 4, distance: 'Cosine' } },
      sparse_vectors: { lexical: { modifier: 'idf' } },
      metadata: { embedding_model: testModel.id },
    })
    await client.createPayloadIndex('of-half_test-four_v1', { field_name: 'source', field_schema: 'keyword', wait: true })
    const index = indexNamed('half')
    await index.prepare()
    expect((await index.describe(scope)).payloadIndexes).toHaveLength(13)
  })

  it('marks the workspace as tenant and remembers the model in the collection', async () => {
    const index = indexNamed('schema')
    await index.prepare()
    const info = await connectToQdrant({ url: qdrant.url, apiKey: qdrant.apiKey }).getCollection('schema')
    expect(info.payload_schema.workspace_id?.params).toMatchObject({ type: 'keyword', is_tenant: true })
    expect(info.config.metadata).toMatchObject({ embedding_model: testModel.id })
  })

  it('judges a collection without metadata by its name', async () => {
    const client = connectToQdrant({ url: qdrant.url, apiKey: qdrant.apiKey })
    await client.createCollection('of-bare_test-four_v1', {
      vectors: { dense: { size: 4, distance: 'Cosine' } },
      sparse_vectors: { lexical: { modifier: 'idf' } },
    })
    await indexNamed('bare').prepare()
    await expect(indexNamed('bare', { ...testModel, slug: 'test-other' }).prepare()).rejects.toMatchObject({ code: 'embedding_model_mismatch' })
  })

  it('says so when a collection already has the name of the alias', async () => {
    const client = connectToQdrant({ url: qdrant.url, apiKey: qdrant.apiKey })
    await client.createCollection('taken', { vectors: { size: 4, distance: 'Cosine' } })
    await expect(indexNamed('taken').prepare()).rejects.toMatchObject({ code: 'qdrant_failed' })
  })

  it('can run twice at once', async () => {
    await Promise.all([indexNamed('twice').prepare(), indexNamed('twice').prepare()])
    expect((await indexNamed('twice').describe(scope)).payloadIndexes).toHaveLength(13)
  })
})

describe('points written before versions were published', () => {
  it('count as live, and go when a new version is published', async () => {
    const index = indexNamed('older')
    await index.prepare()
    await index.upsert(scope, makeDocument('old'), [makeChunk(0, 'kept words', [1, 0, 0, 0], { 1: 1 })])
    await connectToQdrant({ url: qdrant.url, apiKey: qdrant.apiKey }).deletePayload('older', { keys: ['live'], filter: {}, wait: true })
    const found = () => index.search(scope, { dense: null, lexical: { indices: [1], values: [1] }, limit: 5 })
    expect((await found()).map((passage) => passage.text)).toEqual(['kept words'])
    expect(await index.count(scope)).toBe(1)
    await index.upsert(scope, makeDocument('old', 2, 'old.md', false), [makeChunk(0, 'new words', [1, 0, 0, 0], { 1: 1 })])
    expect((await found()).map((passage) => passage.text)).toEqual(['kept words'])
    await index.publishVersion(scope, 'old', 2)
    expect((await found()).map((passage) => passage.text)).toEqual(['new words'])
  })
})

describe('failures', () => {
  it('reports a wrong key, a missing alias, vectors of the wrong size and foreign payloads as qdrant_failed', async () => {
    await expect(indexNamed('named', testModel, 'wrong').ping()).rejects.toMatchObject({ code: 'qdrant_failed' })
    await expect(indexNamed('never-prepared').count(scope)).rejects.toMatchObject({ code: 'qdrant_failed' })
    await expect(indexNamed('never-prepared').describe(scope)).rejects.toMatchObject({ code: 'qdrant_failed' })
    const index = indexNamed('failing')
    await index.prepare()
    await expect(index.search(scope, { dense: Float32Array.from([1, 2]), lexical: null, limit: 1 })).rejects.toMatchObject({ code: 'qdrant_failed' })
    const client = connectToQdrant({ url: qdrant.url, apiKey: qdrant.apiKey })
    await client.upsert('failing', {
      wait: true,
      points: [{ id: 1, vector: { dense: [1, 0, 0, 0] }, payload: { workspace_id: 'mine', text: 'secret words' } }],
    })
    const foreign = index.search(scope, { dense: Float32Array.from([1, 0, 0, 0]), lexical: null, limit: 1 })
    await expect(foreign).rejects.toMatchObject({ code: 'qdrant_failed', message: expect.not.stringContaining('secret') })
  })

  it('answers a ping, and reports a server that is not there as qdrant_unavailable', async () => {
    await indexNamed('named').ping()
    const second = await startTestQdrant()
    const index = new QdrantVectorIndex({ connection: second, model: testModel, serverKind: 'managed' })
    await index.prepare()
    await second.stop()
    await expect(index.ping()).rejects.toMatchObject({ code: 'qdrant_unavailable', isRetryable: true })
    await expect(index.count(scope)).rejects.toMatchObject({ code: 'qdrant_unavailable' })
  }, 60_000)
})
