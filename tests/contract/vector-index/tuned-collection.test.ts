import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { waitUntilGreen } from '@/eval/bench/load-points'
import { seededNumbers } from '@/eval/throughput/seeded-sample'
import type { Passage } from '@/lib/domain/passage'
import type { SearchRequest } from '@/lib/domain/ports/vector-index'
import { liveWithin } from '@/lib/qdrant/collection/point-filter'
import { searchPoints } from '@/lib/qdrant/collection/search-points'
import { connectToQdrant } from '@/lib/qdrant/qdrant-connection'
import { QdrantVectorIndex } from '@/lib/qdrant/qdrant-vector-index'
import { GrowthWatch } from '@/lib/qdrant/tuning/growth-watch'
import { exactSearchParams } from '@/lib/qdrant/tuning/search-params'
import { readSettings, tuneCollection } from '@/lib/qdrant/tuning/tune-collection'
import { startTestQdrant, type TestQdrant } from '../../fixtures/start-test-qdrant'
import { makeChunk, makeDocument, testModel } from './vector-index-suite'

const scope = { workspaceId: 'mine' }
const dimensions = 48
const points = 3_000
const model = { ...testModel, dimensions }
const low = { quantizeFrom: 1_000, mapPostingsFrom: 2_000 }
const next = seededNumbers(11)
const randomVector = () => Array.from({ length: dimensions }, () => next() - 0.5)
const questions: SearchRequest[] = Array.from({ length: 40 }, (_, index) => ({
  dense: Float32Array.from(randomVector()),
  lexical: { indices: [index % 20, 100 + index], values: [1, 1] },
  limit: 10,
}))

let qdrant: TestQdrant
let index: QdrantVectorIndex

beforeAll(async () => {
  qdrant = await startTestQdrant()
  index = indexNamed('tuned')
  await index.prepare()
  // The server indexes collections of megabytes; with this, ones of kilobytes too.
  await client().updateCollection('of-tuned_test-four_v1', { optimizers_config: { indexing_threshold: 50 } })
  const chunks = Array.from({ length: points }, (_, at) =>
    makeChunk(at, `chunk ${at}`, randomVector(), { [at % 20]: 1 + next(), [100 + (at % 150)]: 1 + next() }),
  )
  await index.upsert(scope, makeDocument('all'), chunks)
  await waitUntilGreen(client(), 'tuned')
})

afterAll(() => qdrant?.stop(), 30_000)

function indexNamed(alias: string): QdrantVectorIndex {
  return new QdrantVectorIndex({ connection: qdrant, model, serverKind: 'managed', alias, collectionPrefix: `of-${alias}` })
}

function client() {
  return connectToQdrant(qdrant)
}

const idsOf = (passages: Passage[]) => passages.map(({ pointId }) => pointId)

/** Shares of the exact ten that the search finds, the mean over all questions. */
async function recall(withSides: (question: SearchRequest) => SearchRequest): Promise<number> {
  let found = 0
  for (const question of questions.map(withSides)) {
    const exact = idsOf(await searchPoints(client(), 'tuned', question, liveWithin(scope), exactSearchParams))
    const searched = new Set(idsOf(await index.search(scope, question)))
    found += exact.filter((id) => searched.has(id)).length / exact.length
  }
  return found / questions.length
}

describe('a collection that is tuned to its size', () => {
  it('is left alone while it is small', async () => {
    expect(await tuneCollection(client(), 'tuned')).toBe(false)
    expect(readSettings(await client().getCollection('tuned'))).toEqual({ quantizes: false, mapsPostings: false })
  })

  it('answers every search while it is rebuilt, and afterwards finds what exact search finds', async () => {
    const lexicalOnly = questions.map((question) => ({ ...question, dense: null }))
    const before = await Promise.all(lexicalOnly.map(async (question) => (await index.search(scope, question)).map(({ score }) => score.toFixed(3))))
    let isDone = false
    const tuning = tuneCollection(client(), 'tuned', low)
      .then((changed) => {
        expect(changed).toBe(true)
        return waitUntilGreen(client(), 'tuned')
      })
      .finally(() => {
        isDone = true
      })
    const counts: number[] = []
    for (let turn = 0; !isDone; turn += 1) counts.push((await index.search(scope, questions[turn % questions.length] as SearchRequest)).length)
    await tuning
    expect(Math.min(...counts)).toBe(10)
    expect(readSettings(await client().getCollection('tuned'))).toEqual({ quantizes: true, mapsPostings: true })
    expect(await recall((question) => ({ ...question, lexical: null }))).toBeGreaterThanOrEqual(0.98)
    expect(await recall((question) => question)).toBeGreaterThanOrEqual(0.98)
    const after = await Promise.all(lexicalOnly.map(async (question) => (await index.search(scope, question)).map(({ score }) => score.toFixed(3))))
    expect(after).toEqual(before)
  })

  it('is not touched again, also by a start, and keeps idf', async () => {
    expect(await tuneCollection(client(), 'tuned', low)).toBe(false)
    await index.prepare()
    const { config } = await client().getCollection('tuned')
    expect(config.params.sparse_vectors?.lexical).toMatchObject({ modifier: 'idf', index: { on_disk: true } })
    expect(readSettings(await client().getCollection('tuned'))).toEqual({ quantizes: true, mapsPostings: true })
  })

  it('finds what is written afterwards and not what is deleted', async () => {
    const vector = randomVector()
    await index.upsert(scope, makeDocument('later'), [makeChunk(0, 'later', vector, { 5000: 1 })])
    const request = { dense: Float32Array.from(vector), lexical: { indices: [5_000], values: [1] }, limit: 1 }
    expect((await index.search(scope, request))[0]?.documentId).toBe('later')
    await index.deleteDocument(scope, 'later')
    expect((await index.search(scope, request)).map(({ documentId }) => documentId)).not.toContain('later')
  })
})

describe('watching the growth', () => {
  it('tunes when enough was written and the collection has come to a threshold', async () => {
    const grown = indexNamed('grown')
    await grown.prepare()
    await grown.upsert(scope, makeDocument('some'), [makeChunk(0, 'one', randomVector(), { 1: 1 })])
    const watch = new GrowthWatch(client(), { quantizeFrom: 1, mapPostingsFrom: 2 })
    await watch.noteWritten('grown', 100)
    expect(readSettings(await client().getCollection('grown')).quantizes).toBe(false)
    await watch.noteWritten('grown', 1_000_000)
    expect(readSettings(await client().getCollection('grown'))).toEqual({ quantizes: true, mapsPostings: false })
  })
})
