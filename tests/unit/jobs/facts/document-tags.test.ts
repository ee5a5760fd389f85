import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DocumentFeed } from '@/lib/jobs/document-feed'
import { describeOldPoints } from '@/lib/jobs/facts/describe-old-points'
import { tagDocument } from '@/lib/jobs/facts/tag-document'
import { QdrantVectorIndex } from '@/lib/qdrant/qdrant-vector-index'
import { makeChunk, makeDocument, testModel } from '../../../contract/vector-index/vector-index-suite'
import { startTestQdrant, type TestQdrant } from '../../../fixtures/start-test-qdrant'
import { openTemporaryDatabase, ours } from '../../db/temporary-database'

let qdrant: TestQdrant
let index: QdrantVectorIndex
type Database = Awaited<ReturnType<typeof openTemporaryDatabase>>
beforeAll(async () => {
  qdrant = await startTestQdrant()
  index = new QdrantVectorIndex({ connection: qdrant, model: testModel, serverKind: 'managed' })
  await index.prepare()
}, 60_000)
afterAll(() => qdrant?.stop(), 30_000)

async function addDocument(database: Database, source: string): Promise<string> {
  const { id } = await database.documents.create(ours, { source, origin: 'upload', format: 'markdown', byteSize: 1, contentHash: source })
  await index.upsert(ours, makeDocument(id), [makeChunk(0, source, [1, 0, 0, 0], { 1: 1 }), makeChunk(1, source, [1, 0, 0, 0], { 1: 1 })])
  return id
}

async function foundBy(filter: object): Promise<string[]> {
  const passages = await index.search(ours, { dense: null, lexical: { indices: [1], values: [1] }, limit: 50, filter })
  return [...new Set(passages.map(({ documentId }) => documentId))]
}

const partsOf = (database: Database) => ({
  tags: database.tags,
  index,
  feed: new DocumentFeed(),
  cancelWork: async () => undefined,
  wakeRunner: () => undefined,
})

describe('tagDocument', () => {
  it('saves tags with the record and the points, and lists them with their counts', async () => {
    const database = await openTemporaryDatabase()
    const [first, second] = [await addDocument(database, 'first.md'), await addDocument(database, 'second.md')]
    expect((await tagDocument(partsOf(database), ours, first, ['Budget ', 'ＢＵＤＧＥＴ', '  ', '회의록'])).tags).toEqual(['Budget', '회의록'])
    await tagDocument(partsOf(database), ours, second, ['budget'])
    expect((await foundBy({ tags: ['budget'] })).sort()).toEqual([first, second].sort())
    expect(await foundBy({ tags: ['회의록'] })).toEqual([first])
    expect(await database.tags.list(ours)).toEqual([
      { tag: 'Budget', count: 2 },
      { tag: '회의록', count: 1 },
    ])
  })

  it('refuses too many, too long, and documents that are not there', async () => {
    const database = await openTemporaryDatabase()
    const id = await addDocument(database, 'third.md')
    await expect(
      tagDocument(
        partsOf(database),
        ours,
        id,
        Array.from({ length: 21 }, (_, at) => `${at}`),
      ),
    ).rejects.toMatchObject({ code: 'invalid_request' })
    await expect(tagDocument(partsOf(database), ours, id, ['a'.repeat(41)])).rejects.toMatchObject({ code: 'invalid_request' })
    await expect(tagDocument(partsOf(database), ours, 'none', [])).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('describeOldPoints', () => {
  it('gives points of an older Docent what filters read, passes over those without a document, and ends', async () => {
    const database = await openTemporaryDatabase()
    const id = await addDocument(database, 'older.md')
    await index.upsert(ours, makeDocument('orphan'), [makeChunk(0, 'x', [1, 0, 0, 0], { 1: 1 })])
    const work = () => describeOldPoints({ documents: database.documents, index }, ours, new AbortController().signal)
    expect(await work()).toBeGreaterThan(0)
    expect(await foundBy({ formats: ['markdown'], documentIds: [id], writtenFrom: '2020-01-01' })).toEqual([id])
    expect(await work()).toBe(0)
  })
})
