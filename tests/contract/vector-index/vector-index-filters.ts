import { beforeAll, expect, it } from 'vitest'
import type { PassageFilter } from '@/lib/domain/passage'
import type { DocumentFacts, VectorIndex } from '@/lib/domain/ports/vector-index'
import { makeChunk, makeDocument } from './vector-index-suite'

const mine = { workspaceId: 'mine' }
const other = { workspaceId: 'other' }

const facts = (format: DocumentFacts['format'], tags: string[], writtenAt: string): DocumentFacts => ({ format, tags, writtenAt })

/** What filters ask of a document, and the chunks around a passage. */
export function describeFilters(createIndex: () => Promise<VectorIndex>): void {
  let index: VectorIndex
  beforeAll(async () => {
    index = await createIndex()
    const chunks = (language: string) => [0, 1, 2].map((at) => makeChunk(at, `text ${at}`, [1, 0, 0, 0], { 1: 1 }, language))
    await index.upsert(mine, { ...makeDocument('report'), facts: facts('pdf', ['Budget', 'Year 2024'], '2024-03-01T09:00:00.000Z') }, chunks('en'))
    await index.upsert(mine, { ...makeDocument('memo'), collectionId: 'second', facts: facts('docx', ['budget'], '2023-01-31T23:00:00.000Z') }, chunks('ko'))
    await index.upsert(mine, { ...makeDocument('page'), facts: facts('html', [], '2022-05-05T00:00:00.000Z') }, chunks('en'))
    await index.upsert(mine, makeDocument('older'), chunks('en'))
    await index.upsert(other, { ...makeDocument('theirs'), facts: facts('pdf', ['budget'], '2024-03-01T09:00:00.000Z') }, chunks('en'))
  })

  const dense = Float32Array.of(1, 0, 0, 0)
  const lexical = { indices: [1], values: [1] }
  async function found(filter: PassageFilter): Promise<string[]> {
    const sides = [
      { dense, lexical: null },
      { dense: null, lexical },
      { dense, lexical },
    ]
    const lists = await Promise.all(sides.map((side) => index.search(mine, { ...side, limit: 50, filter })))
    const ids = lists.map((list) =>
      [...new Set(list.map(({ documentId, page }) => ((filter.pageFrom ?? filter.pageUntil) ? `${documentId} ${page}` : documentId)))].sort(),
    )
    expect(ids[1]).toEqual(ids[0])
    expect(ids[2]).toEqual(ids[0])
    return ids[0] ?? []
  }

  it.each<[string, PassageFilter, string[]]>([
    ['nothing', {}, ['memo', 'older', 'page', 'report']],
    ['empty lists', { documentIds: [], sources: [], tags: [], formats: [], languages: [], collectionIds: [] }, ['memo', 'older', 'page', 'report']],
    ['documents', { documentIds: ['memo', 'page', 'theirs'] }, ['memo', 'page']],
    ['sources', { sources: ['report.md'] }, ['report']],
    ['languages', { languages: ['ko'] }, ['memo']],
    ['collections', { collectionIds: ['second'] }, ['memo']],
    ['formats', { formats: ['pdf', 'html'] }, ['page', 'report']],
    ['any of the tags, whatever their case and width', { tags: ['BUDGET', 'nothing'] }, ['memo', 'report']],
    ['a tag with a space', { tags: ['year ２０２４'] }, ['report']],
    ['the first day', { writtenFrom: '2023-01-31' }, ['memo', 'report']],
    ['the last day, all of it', { writtenUntil: '2023-01-31' }, ['memo', 'page']],
    ['days between', { writtenFrom: '2022-06-01', writtenUntil: '2023-12-31' }, ['memo']],
    ['a moment', { writtenUntil: '2023-01-31T22:59:59.000Z' }, ['page']],
    ['pages', { documentIds: ['report'], pageFrom: 2, pageUntil: 3 }, ['report 2', 'report 3']],
    ['everything at once', { tags: ['budget'], formats: ['pdf'], languages: ['en'], pageUntil: 1 }, ['report 1']],
    ['what contradicts itself', { formats: ['pdf'], languages: ['ko'] }, []],
  ])('filters by %s', async (_, filter, expected) => expect(await found(filter)).toEqual(expected))

  it('tells the cosine of the nearest chunk with a search, under its filter', async () => {
    const filter = { documentIds: ['report'] }
    const { passages, similarity } = await index.searchWithSimilarity(mine, { dense: Float32Array.of(1, 1, 0, 0), lexical, limit: 2, filter })
    expect(passages.map(({ documentId }) => documentId)).toEqual(['report', 'report'])
    expect(similarity).toBeCloseTo(Math.SQRT1_2, 2)
    expect((await index.searchWithSimilarity(mine, { dense: null, lexical, limit: 2 })).similarity).toBeNull()
    expect(await index.searchWithSimilarity(mine, { dense, lexical, limit: 2, filter: { documentIds: ['none'] } })).toEqual({ passages: [], similarity: 0 })
  })

  it('finds the documents without facts, and by their facts once they have them', async () => {
    expect(await index.findWithoutFacts(mine, [])).toBe('older')
    expect(await index.findWithoutFacts(mine, ['older'])).toBeNull()
    expect(await index.findWithoutFacts(other, [])).toBeNull()
    await index.saveFacts(mine, 'older', facts('csv', ['table'], '2020-01-01T00:00:00.000Z'))
    expect(await index.findWithoutFacts(mine, [])).toBeNull()
    expect(await found({ formats: ['csv'] })).toEqual(['older'])
  })

  it('changes the tags of one document of the workspace and nothing else of it', async () => {
    await index.saveFacts(mine, 'page', { tags: ['Web'] })
    await index.saveFacts(other, 'page', { tags: ['stolen'] })
    expect(await found({ tags: ['web'], formats: ['html'] })).toEqual(['page'])
    expect(await found({ tags: ['stolen'] })).toEqual([])
  })

  it('reads ranges of chunks in one request, of the workspace only', async () => {
    const range = { version: 1, from: 1, until: 9 }
    const chunks = await index.readRanges(mine, [
      { documentId: 'report', ...range },
      { documentId: 'memo', version: 1, from: 0, until: 0 },
      { documentId: 'theirs', ...range },
      { documentId: 'page', ...range, version: 2 },
    ])
    expect(chunks.map(({ documentId, chunkIndex }) => `${documentId} ${chunkIndex}`).sort()).toEqual(['memo 0', 'report 1', 'report 2'])
    expect(await index.readRanges(mine, [])).toEqual([])
  })
}
