import { beforeAll, describe, expect, it } from 'vitest'
import type { IndexedChunk } from '@/lib/domain/chunk'
import type { EmbeddingModel } from '@/lib/domain/embedding-model'
import type { Passage } from '@/lib/domain/passage'
import type { DocumentIdentity, VectorIndex } from '@/lib/domain/ports/vector-index'

export const testModel: EmbeddingModel = { id: 'test/four', slug: 'test-four', dimensions: 4, maxTokens: 128, languages: ['en'] }

const mine = { workspaceId: 'mine' }
const other = { workspaceId: 'other' }

/** A chunk whose text is `text`, with the given direction and terms. */
export function makeChunk(index: number, text: string, dense: number[], terms: Record<number, number>, language = 'en'): IndexedChunk {
  return {
    chunk: {
      index,
      text,
      start: index * 100,
      end: index * 100 + text.length,
      page: index + 1,
      pageBreaks: [],
      headingPath: ['Guide', `Part ${index}`],
      language,
      embeddingText: text,
      contentHash: 'a'.repeat(64),
      tokenCount: 7,
    },
    dense: Float32Array.from(dense),
    lexical: { indices: Object.keys(terms).map(Number), values: Object.values(terms) },
  }
}

export function makeDocument(documentId: string, version = 1, source = `${documentId}.md`, isLive = true): DocumentIdentity {
  return { documentId, version, collectionId: 'default', source, isLive }
}

/** `count` chunks that point in slightly different directions. */
export function manyChunks(count: number, label = 'chunk'): IndexedChunk[] {
  return Array.from({ length: count }, (_, index) => makeChunk(index, `${label} ${index}`, [1, index / count, 0, 0], { [1000 + index]: 1 }))
}

/** What every vector index must do, whatever it stands on. `createIndex` gives an empty, prepared index each time. */
export function describeVectorIndex(name: string, createIndex: () => Promise<VectorIndex>): void {
  describe(`${name} writes and deletes`, () => describeWriting(createIndex))
  describe(`${name} searches`, () => describeSearching(createIndex))
  describe(`${name} lists and reads`, () => describeReading(createIndex))
  describe(`${name} keeps workspaces apart`, () => describeIsolation(createIndex))
}

function describeWriting(createIndex: () => Promise<VectorIndex>): void {
  let index: VectorIndex
  beforeAll(async () => {
    index = await createIndex()
  })

  it('has every point searchable and counted when upsert returns, over several requests', async () => {
    await index.upsert(mine, makeDocument('many'), manyChunks(150))
    expect(await index.count(mine, { documentId: 'many' })).toBe(150)
    const found = await index.search(mine, { dense: null, lexical: { indices: [1149], values: [1] }, limit: 5 })
    expect(found.map((passage) => passage.chunkIndex)).toEqual([149])
  })

  it('overwrites on a retry and never doubles', async () => {
    await index.upsert(mine, makeDocument('retried'), manyChunks(10, 'first'))
    await index.upsert(mine, makeDocument('retried'), manyChunks(10, 'second'))
    expect(await index.count(mine, { documentId: 'retried' })).toBe(10)
    const { chunks } = await index.listChunks(mine, 'retried', { cursor: 0, limit: 20 })
    expect(chunks.map((chunk) => chunk.text)).toEqual(Array.from({ length: 10 }, (_, at) => `second ${at}`))
  })

  it('replaces a version by writing the new one and deleting all others', async () => {
    await index.upsert(mine, makeDocument('versioned', 1), manyChunks(8, 'old'))
    await index.upsert(mine, makeDocument('versioned', 2), manyChunks(5, 'new'))
    expect(await index.count(mine, { documentId: 'versioned', version: 1 })).toBe(8)
    expect(await index.count(mine, { documentId: 'versioned' })).toBe(13)
    const shown = await index.listChunks(mine, 'versioned', { cursor: 0, limit: 20 })
    expect(shown.chunks.every((chunk) => chunk.version === 2)).toBe(true)
    await index.deleteDocument(mine, 'versioned', { keepVersion: 2 })
    expect(await index.count(mine, { documentId: 'versioned', version: 1 })).toBe(0)
    expect(await index.count(mine, { documentId: 'versioned', version: 2 })).toBe(5)
  })

  it('deletes the end of one version and leaves the others whole', async () => {
    await index.upsert(mine, makeDocument('shortened', 1), manyChunks(6))
    await index.upsert(mine, makeDocument('shortened', 2), manyChunks(6))
    await index.deleteChunks(mine, 'shortened', { version: 2, chunkIndex: 4 })
    const { chunks } = await index.listChunks(mine, 'shortened', { cursor: 0, limit: 20, version: 2 })
    expect(chunks.map((chunk) => chunk.chunkIndex)).toEqual([0, 1, 2, 3])
    expect(await index.count(mine, { documentId: 'shortened', version: 1 })).toBe(6)
  })

  it('deletes one document and no other, and deleting again is no error', async () => {
    await index.upsert(mine, makeDocument('going'), manyChunks(3))
    await index.upsert(mine, makeDocument('staying'), manyChunks(3))
    const before = await index.count(mine)
    await index.deleteDocument(mine, 'going')
    await index.deleteDocument(mine, 'going')
    expect(await index.count(mine, { documentId: 'going' })).toBe(0)
    expect(await index.count(mine, { documentId: 'staying' })).toBe(3)
    expect(await index.count(mine)).toBe(before - 3)
  })

  it('keeps the pages that begin inside a chunk', async () => {
    const [first, second] = manyChunks(2)
    const pageBreaks = [
      { page: 2, start: 3 },
      { page: 4, start: 6 },
    ]
    if (first) await index.upsert(mine, makeDocument('paged'), [{ ...first, chunk: { ...first.chunk, pageBreaks } }, ...(second ? [second] : [])])
    const { chunks } = await index.listChunks(mine, 'paged', { cursor: 0, limit: 5 })
    expect(chunks.map((chunk) => chunk.pageBreaks)).toEqual([pageBreaks, []])
  })

  it('takes a chunk without terms and no chunks at all', async () => {
    await index.upsert(mine, makeDocument('termless'), [makeChunk(0, '—', [0, 0, 0, 1], {})])
    await index.upsert(mine, makeDocument('empty'), [])
    expect(await index.count(mine, { documentId: 'termless' })).toBe(1)
    expect(await index.count(mine, { documentId: 'empty' })).toBe(0)
  })

  it('can be prepared again without losing points', async () => {
    const before = await index.count(mine)
    await index.prepare()
    expect(await index.count(mine)).toBe(before)
  })
}

function describeSearching(createIndex: () => Promise<VectorIndex>): void {
  let index: VectorIndex
  beforeAll(async () => {
    index = await createIndex()
    await index.upsert(mine, makeDocument('animals', 1, 'notes/animals.md'), [
      makeChunk(0, 'cats', [1, 0, 0, 0], { 10: 1 }),
      makeChunk(1, 'dogs', [0.9, 0.4, 0, 0], { 20: 1, 30: 1 }),
      makeChunk(2, 'birds', [0, 1, 0, 0], { 30: 2 }),
    ])
    await index.upsert(mine, makeDocument('lectures'), [
      makeChunk(0, '강의', [0, 0, 1, 0], { 40: 1, 10: 1 }, 'ko'),
      makeChunk(1, '강사', [0, 0, 0.9, 0.4], { 50: 1 }, 'ko'),
    ])
  })

  it('ranks by direction alone when there is no lexical side', async () => {
    const found = await index.search(mine, { dense: Float32Array.from([1, 0.1, 0, 0]), lexical: null, limit: 2 })
    expect(found.map((passage) => passage.text)).toEqual(['cats', 'dogs'])
  })

  it('ranks by terms alone when there is no dense side, and a rare term weighs more', async () => {
    const found = await index.search(mine, { dense: null, lexical: { indices: [10, 50], values: [1, 1] }, limit: 10 })
    expect(found[0]?.text).toBe('강사')
    expect(found.map((passage) => passage.text).sort()).toEqual(['cats', '강사', '강의'])
  })

  it('fuses both sides: a passage good on both comes before one that leads a single side', async () => {
    const found = await index.search(mine, { dense: Float32Array.from([1, 0.2, 0, 0]), lexical: { indices: [20, 30], values: [1, 1] }, limit: 5 })
    expect(found[0]?.text).toBe('dogs')
    expect(found.map((passage) => passage.text)).toEqual(expect.arrayContaining(['cats', 'birds']))
    const scores = found.map((passage) => passage.score)
    expect(scores).toEqual([...scores].sort((left, right) => right - left))
  })

  it('adds up what both sides give each point, also where only one of them found it, by the share of the dense side', async () => {
    const dense = Float32Array.from([1, 0.2, 0.1, 0])
    const lexical = { indices: [10, 20, 30], values: [1, 1, 1] }
    const cosines = scoresByText(await index.search(mine, { dense, lexical: null, limit: 100 }))
    const weights = scoresByText(await index.search(mine, { dense: null, lexical, limit: 100 }))
    for (const denseShare of [undefined, null, 0, 0.3, 1]) {
      const fused = await index.search(mine, { dense, lexical, limit: 100, denseShare })
      expect(fused.map((passage) => passage.text).sort()).toEqual([...cosines.keys()].sort())
      const share = denseShare ?? 0.5
      for (const { text, score } of fused) expect(score).toBeCloseTo(share * (cosines.get(text) ?? 0) + ((1 - share) * (weights.get(text) ?? 0)) / 50, 4)
    }
  })

  it('returns no more than the limit, each passage once', async () => {
    const found = await index.search(mine, {
      dense: Float32Array.from([1, 1, 1, 1]),
      lexical: { indices: [10, 20, 30, 40, 50], values: [1, 1, 1, 1, 1] },
      limit: 3,
    })
    expect(new Set(found.map((passage) => passage.pointId)).size).toBe(3)
  })

  it.each([
    ['documentIds', { documentIds: ['lectures'] }, ['강사', '강의']],
    ['sources', { sources: ['notes/animals.md'] }, ['birds', 'cats', 'dogs']],
    ['languages', { languages: ['ko'] }, ['강사', '강의']],
    ['several values', { documentIds: ['animals', 'lectures'], languages: ['en'] }, ['birds', 'cats', 'dogs']],
    ['empty lists', { documentIds: [], sources: [], languages: [] }, ['birds', 'cats', 'dogs', '강사', '강의']],
    ['fields that contradict', { documentIds: ['animals'], languages: ['ko'] }, []],
  ])('filters by %s, dense and fused', async (_, filter, expected) => {
    const dense = Float32Array.from([0.5, 0.5, 0.5, 0.5])
    const alone = await index.search(mine, { dense, lexical: null, limit: 10, filter })
    const fused = await index.search(mine, { dense, lexical: { indices: [10], values: [1] }, limit: 10, filter })
    expect(alone.map((passage) => passage.text).sort()).toEqual(expected)
    expect(fused.map((passage) => passage.text).sort()).toEqual(expected)
  })

  it('gives back everything that was written about the chunk', async () => {
    const [found] = await index.search(mine, { dense: null, lexical: { indices: [20], values: [1] }, limit: 1 })
    expect(found).toMatchObject({
      documentId: 'animals',
      version: 1,
      source: 'notes/animals.md',
      section: 'Guide › Part 1',
      headingPath: ['Guide', 'Part 1'],
      page: 2,
      start: 100,
      end: 104,
      chunkIndex: 1,
      language: 'en',
      text: 'dogs',
      contentHash: 'a'.repeat(64),
    })
    expect(found?.score).toBeGreaterThan(0)
    expect(Number.isNaN(Date.parse(found?.createdAt ?? ''))).toBe(false)
  })

  it('finds nothing for a query without terms, and refuses one without any side', async () => {
    expect(await index.search(mine, { dense: null, lexical: { indices: [], values: [] }, limit: 5 })).toEqual([])
    await expect(index.search(mine, { dense: null, lexical: null, limit: 5 })).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it('searches by direction when the lexical side has no terms', async () => {
    const found = await index.search(mine, { dense: Float32Array.from([0, 1, 0, 0]), lexical: { indices: [], values: [] }, limit: 1 })
    expect(found.map((passage) => passage.text)).toEqual(['birds'])
  })
}

/** Distribution-based score fusion's scale: 0 at three sample deviations below the mean, 1 at three above. */
function scoresByText(passages: Passage[]): Map<string, number> {
  return new Map(passages.map(({ text, score }) => [text, score]))
}

function describeReading(createIndex: () => Promise<VectorIndex>): void {
  let index: VectorIndex
  beforeAll(async () => {
    index = await createIndex()
    await index.upsert(mine, makeDocument('long'), manyChunks(25))
  })

  it('lists chunks in order, page by page, to the end', async () => {
    const seen: number[] = []
    let cursor: number | null = 0
    while (cursor !== null) {
      const page: Awaited<ReturnType<VectorIndex['listChunks']>> = await index.listChunks(mine, 'long', { cursor, limit: 10 })
      expect(page.chunks.length).toBeLessThanOrEqual(10)
      seen.push(...page.chunks.map((chunk) => chunk.chunkIndex))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, at) => at))
  })

  it('ends exactly when the last page is full, and is empty past the end and for unknown documents', async () => {
    expect((await index.listChunks(mine, 'long', { cursor: 15, limit: 10 })).nextCursor).toBeNull()
    expect(await index.listChunks(mine, 'long', { cursor: 25, limit: 10 })).toEqual({ chunks: [], nextCursor: null })
    expect(await index.listChunks(mine, 'unknown', { cursor: 0, limit: 10 })).toEqual({ chunks: [], nextCursor: null })
  })

  it('reads a chunk by its point id, and nothing by an id that is not there or not one', async () => {
    const { chunks } = await index.listChunks(mine, 'long', { cursor: 7, limit: 1 })
    const pointId = chunks[0]?.pointId ?? ''
    expect(await index.readChunk(mine, pointId)).toEqual(chunks[0])
    expect(await index.readChunk(mine, '00000000-0000-8000-8000-000000000000')).toBeNull()
    expect(await index.readChunk(mine, 'no-such-id')).toBeNull()
  })

  it('finds the nearest neighbours without the chunk itself', async () => {
    const { chunks } = await index.listChunks(mine, 'long', { cursor: 10, limit: 1 })
    const neighbours = await index.findNeighbours(mine, chunks[0]?.pointId ?? '', 2)
    expect(neighbours.map((passage) => passage.chunkIndex).sort()).toEqual([11, 9])
    expect(await index.findNeighbours(mine, '00000000-0000-8000-8000-000000000000', 2)).toEqual([])
  })

  it('describes the collection', async () => {
    const description = await index.describe(mine)
    expect(description).toMatchObject({ embeddingModelId: testModel.id, points: 25, status: 'green', optimizerStatus: 'ok' })
    expect(description.serverVersion).toMatch(/^\d+\.\d+\.\d+/)
    expect(description.segments).toBeGreaterThan(0)
    expect(description.vectors).toEqual([
      { name: 'dense', kind: 'dense', dimensions: 4, distance: 'Cosine', modifier: null },
      { name: 'lexical', kind: 'sparse', dimensions: null, distance: null, modifier: 'idf' },
    ])
    expect(description.payloadIndexes.map(({ field, type, points }) => `${field} ${type} ${points}`)).toEqual([
      'chunk_index integer 25',
      'collection_id keyword 25',
      'created_at datetime 25',
      'document_id keyword 25',
      'format keyword 0',
      'lang keyword 25',
      'live bool 25',
      'page integer 25',
      'source keyword 25',
      'tags keyword 0',
      'version integer 25',
      'workspace_id keyword 25',
      'written_at datetime 0',
    ])
  })
}

function describeIsolation(createIndex: () => Promise<VectorIndex>): void {
  let index: VectorIndex
  beforeAll(async () => {
    index = await createIndex()
    await index.upsert(mine, makeDocument('shared-id'), [
      makeChunk(0, 'mine zero', [1, 0, 0, 0], { 1: 1 }),
      makeChunk(1, 'mine one', [0.9, 0.1, 0, 0], { 1: 1 }),
    ])
    await index.upsert(other, makeDocument('shared-id'), [makeChunk(0, 'other zero', [1, 0, 0, 0], { 1: 1 })])
  })

  it('stores the same document id of two workspaces as different points', async () => {
    expect(await index.count(mine)).toBe(2)
    expect(await index.count(other)).toBe(1)
    expect(await index.count(mine, { documentId: 'shared-id' })).toBe(2)
    expect((await index.describe(other)).points).toBe(1)
  })

  it('never finds, lists, reads or compares with a chunk of another workspace', async () => {
    const dense = Float32Array.from([1, 0, 0, 0])
    const lexical = { indices: [1], values: [1] }
    for (const sides of [
      { dense, lexical },
      { dense, lexical: null },
      { dense: null, lexical },
    ]) {
      const found = await index.search(other, { ...sides, limit: 10, filter: { documentIds: ['shared-id'] } })
      expect(found.map((passage) => passage.text)).toEqual(['other zero'])
    }
    const listed = await index.listChunks(other, 'shared-id', { cursor: 0, limit: 10 })
    expect(listed.chunks.map((chunk) => chunk.text)).toEqual(['other zero'])
    const pointId = listed.chunks[0]?.pointId ?? ''
    expect(await index.readChunk(mine, pointId)).toBeNull()
    expect(await index.findNeighbours(mine, pointId, 10)).toEqual([])
    expect(await index.findNeighbours(other, pointId, 10)).toEqual([])
    expect(await index.search({ workspaceId: 'third' }, { dense, lexical, limit: 10 })).toEqual([])
  })

  it('deletes only within the workspace', async () => {
    await index.deleteDocument(other, 'shared-id')
    expect(await index.count(other)).toBe(0)
    expect(await index.count(mine)).toBe(2)
  })
}
