import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Passage } from '@/lib/domain/passage'
import { QdrantVectorIndex } from '@/lib/qdrant/qdrant-vector-index'
import { collapseDuplicates } from '@/lib/search/collapse-duplicates'
import { encodePassageTerms } from '@/lib/search/encode-lexical'
import { searchPassages } from '@/lib/search/search-passages'
import { makeChunk, makeDocument, testModel } from '../../contract/vector-index/vector-index-suite'
import { startTestQdrant, type TestQdrant } from '../../fixtures/start-test-qdrant'

const passage = (text: string, score: number): Passage => ({
  pointId: `${text} ${score}`,
  documentId: 'a',
  version: 1,
  source: 'a.md',
  section: '',
  headingPath: [],
  page: null,
  pageBreaks: [],
  start: 0,
  end: text.length,
  chunkIndex: 0,
  language: 'en',
  text,
  contentHash: '',
  tokenCount: 1,
  createdAt: '',
  score,
})

/** A ranking that is asked for its first passages, and what it was asked. */
function ranking(texts: string[]) {
  const asked: number[] = []
  const search = async (limit: number) => {
    asked.push(limit)
    return texts.map((text, rank) => passage(text, texts.length - rank)).slice(0, limit)
  }
  return { asked, search }
}

describe('collapseDuplicates', () => {
  it('asks once for what is wanted where nothing repeats, and changes nothing', async () => {
    const { asked, search } = ranking(['one', 'two', 'three', 'four'])
    expect(await collapseDuplicates(3, search)).toEqual(await search(3))
    expect(asked).toEqual([3, 3])
  })

  it('keeps the best of the same text and fills the places', async () => {
    const { search } = ranking(['one', 'one', 'one', 'two', 'one', 'three', 'four'])
    const found = await collapseDuplicates(3, search)
    expect(found.map(({ text, score }) => [text, score])).toEqual([
      ['one', 7],
      ['two', 4],
      ['three', 2],
    ])
  })

  it('goes as deep as it must, and no deeper than there is something', async () => {
    const many = ranking([...Array.from({ length: 300 }, () => 'copy'), 'other', 'third'])
    expect((await collapseDuplicates(3, many.search)).map(({ text }) => text)).toEqual(['copy', 'other', 'third'])
    const short = ranking(['copy', 'copy'])
    expect(await collapseDuplicates(2, short.search)).toHaveLength(1)
    expect(short.asked).toEqual([2, 8])
  })

  it('ends when nothing but copies comes', async () => {
    const endless = ranking(Array.from({ length: 5000 }, () => 'copy'))
    expect(await collapseDuplicates(10, endless.search)).toHaveLength(1)
    expect(endless.asked.at(-1)).toBe(1000)
  })
})

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
