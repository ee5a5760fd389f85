import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { QdrantVectorIndex } from '@/lib/qdrant/qdrant-vector-index'
import { encodePassageTerms } from '@/lib/search/encode-lexical'
import { searchPassages } from '@/lib/search/search-passages'
import { makeChunk, makeDocument, testModel } from '../../../contract/vector-index/vector-index-suite'
import { startTestQdrant, type TestQdrant } from '../../../fixtures/start-test-qdrant'

describe('searchPassages over the same file under many names', () => {
  let qdrant: TestQdrant
  let index: QdrantVectorIndex
  const scope = { workspaceId: 'mine' }
  beforeAll(async () => {
    qdrant = await startTestQdrant()
    index = new QdrantVectorIndex({ connection: qdrant, model: testModel, serverKind: 'managed' })
    await index.prepare()
    const subjects = ['chatbot lecture', 'chatbot exam', 'chatbot room', 'chatbot project', 'chatbot history']
    for (let copy = 0; copy < 30; copy += 1) {
      const context = { source: `copy-${copy}.md`, title: null, headingPath: [] }
      const chunks = subjects.map((text, at) => ({ ...makeChunk(at, text, [1, at / 10, copy / 1000, 0], {}), lexical: encodePassageTerms(text, context) }))
      await index.upsert(scope, makeDocument(`copy-${copy}`), chunks)
    }
  }, 60_000)
  afterAll(() => qdrant?.stop(), 30_000)

  const embedder = { model: testModel, embedQuery: async () => Float32Array.of(1, 0, 0, 0) }

  it('shows each passage once and still fills the list', async () => {
    const found = await searchPassages({ index, embedder }, scope, { query: 'Which chatbot lecture is there?', topK: 5 })
    expect(found.map(({ text }) => text).sort()).toEqual(['chatbot exam', 'chatbot history', 'chatbot lecture', 'chatbot project', 'chatbot room'])
    expect(found[0]?.text).toBe('chatbot lecture')
    const scores = found.map(({ score }) => score)
    expect(scores).toEqual([...scores].sort((left, right) => right - left))
  })
})
