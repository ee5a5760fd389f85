import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IndexedChunk } from '@/lib/domain/chunk'
import { type SearchConfiguration, standardConfiguration } from '@/lib/domain/retrieval/search-configuration'
import { defaultModelId, findModel } from '@/lib/models/model-manifest'
import { TransformersEmbedder } from '@/lib/models/transformers-embedder'
import { QdrantVectorIndex } from '@/lib/qdrant/qdrant-vector-index'
import { encodePassageTerms, encodeQueryTerms } from '@/lib/search/encode-lexical'
import { explainSearch } from '@/lib/search/lab/explain-search'
import { searchPassages, traceSearch } from '@/lib/search/search-passages'
import { embedWorkerPath, modelsDirectory } from '../fixtures/embedder-paths'
import { startTestQdrant, type TestQdrant } from '../fixtures/start-test-qdrant'
import { makeChunk, makeDocument } from './vector-index/vector-index-suite'

const mine = { workspaceId: 'mine' }
const theirs = { workspaceId: 'theirs' }
const model = findModel(defaultModelId)
const english = 'How much rain fell in Busan in March, and who measured it?'
const korean = '구글 API 챗봇 강의의 강사는 누구인가요?'

const places = ['Busan', 'Jeju', 'Suwon', 'Ulsan', 'Mokpo', 'Andong']
const months = ['March', 'April', 'May', 'June']
const rain = places.flatMap((place, row) => months.map((month, column) => `In ${month}, ${place} measured ${row * 13 + column} millimetres of rain.`))
const courses = ['챗봇', '데이터 분석', '웹 개발', '영상 편집', '통계'].map(
  (name, row) => `구글 API ${name} 강의의 강사는 ${row + 1}번 강수빈입니다. 정원은 ${row * 10}명입니다.`,
)

describe('an explained search', () => {
  let qdrant: TestQdrant
  let embedder: TransformersEmbedder
  let index: QdrantVectorIndex

  beforeAll(async () => {
    qdrant = await startTestQdrant()
    embedder = new TransformersEmbedder({ model, modelsDirectory, workerPath: embedWorkerPath, workerCount: 1 })
    index = new QdrantVectorIndex({ connection: { url: qdrant.url, apiKey: qdrant.apiKey }, model, serverKind: 'managed', alias: 'explained' })
    await index.prepare()
    await index.upsert(mine, makeDocument('rain'), await chunksOf(rain))
    await index.upsert(mine, makeDocument('courses'), await chunksOf(courses))
    await index.upsert(theirs, makeDocument('others'), await chunksOf([english, korean]))
  }, 120_000)
  afterAll(async () => {
    await embedder?.close()
    await qdrant?.stop()
  }, 30_000)

  async function chunksOf(texts: string[]): Promise<IndexedChunk[]> {
    const vectors = await embedder.embedPassages(texts)
    return texts.map((text, position) => {
      const lexical = encodePassageTerms(text, { source: 'notes.md', title: null, headingPath: [] })
      return { ...makeChunk(position, text, [], {}), dense: vectors[position] ?? new Float32Array(), lexical }
    })
  }

  const explain = (query: string, part: Partial<SearchConfiguration> = {}) => {
    const configuration = { ...standardConfiguration, ...part }
    return explainSearch({ index, embedder, trace: (request) => traceSearch({ index, embedder }, mine, request) }, mine, { query, topK: 10, configuration })
  }

  it.each([
    ['English, both sides', english, 'both'],
    ['Korean, one side', korean, 'lexical'],
    ['with marks', '"rain" Jeju -April', 'both'],
  ])('has the hits and the order of the search itself: %s', async (_, query, sides) => {
    const { hits, sidesUsed } = await explain(query)
    const passages = await searchPassages({ index, embedder }, mine, { query, topK: 10 })
    expect(hits.map(({ passage }) => passage)).toEqual(passages)
    expect(hits.map(({ rank }) => rank)).toEqual(passages.map((_passage, position) => position + 1))
    expect(hits.length).toBeGreaterThan(2)
    expect(sidesUsed).toBe(sides)
  })

  it('gives each hit its place and score on both sides and in the fusion', async () => {
    const { hits, timing, reranker } = await explain(english, { sides: 'both' })
    expect(hits[0]).toMatchObject({ passage: { text: rain[0] }, dense: { rank: expect.any(Number) }, lexical: { rank: 1 }, fused: { rank: 1 }, reranked: null })
    for (const { fused, dense, passage } of hits) {
      expect(fused?.score).toBe(passage.score)
      expect(dense?.score).toBeLessThanOrEqual(1)
    }
    expect(reranker).toBeNull()
    expect(timing.total).toBeGreaterThanOrEqual(timing.retrieve)
    const [best] = (await explain(english, { sides: 'dense' })).hits
    expect(best).toMatchObject({ dense: { rank: 1, score: best?.passage.score }, lexical: null, fused: null })
  })

  it.each([english, korean])('has terms that add up to the lexical score: %s', async (query) => {
    const { hits } = await explain(query, { sides: 'lexical' })
    for (const { lexical } of hits) {
      const sum = lexical?.terms.reduce((total, { weight }) => total + weight, 0) ?? 0
      expect(sum).toBeCloseTo(lexical?.score ?? Number.NaN, 4)
      expect(lexical?.terms.filter(({ term }) => term.startsWith('#'))).toEqual([])
    }
    const terms = hits[0]?.lexical?.terms.map(({ term }) => term)
    expect(terms).toEqual(expect.arrayContaining(query === english ? ['busan', 'rain'] : ['챗봇', '강의']))
  })

  it('weighs no term of a point in another workspace', async () => {
    const [foreign] = await index.search(theirs, { dense: null, lexical: encodeQueryTerms(english), limit: 1 })
    const weights = await index.weighTerms(mine, encodeQueryTerms(english), [foreign?.pointId ?? ''])
    expect(weights).toEqual([new Map()])
    expect(await index.rankSides(mine, { dense: null, lexical: { indices: [], values: [] }, limit: 5 })).toEqual({ dense: [], lexical: [] })
  })

  it('keeps the filter of the configuration on every side', async () => {
    const { hits } = await explain(english, { sides: 'both', filter: { documentIds: ['courses'] } })
    expect(new Set(hits.map(({ passage }) => passage.documentId))).toEqual(new Set(['courses']))
    expect(hits.some(({ dense }) => dense?.rank === 1)).toBe(true)
  })
})
