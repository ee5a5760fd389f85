import { beforeAll, expect, it } from 'vitest'
import type { EmbeddedChunk, VectorIndex } from '@/lib/domain/ports/vector-index'
import { makeChunk, makeDocument, manyChunks } from './vector-index-suite'

const mine = { workspaceId: 'mine' }
const other = { workspaceId: 'other' }
const everything = { dense: Float32Array.from([1, 0.5, 0, 0]), lexical: { indices: [7], values: [1] }, limit: 100 }

const waiting = (documentId: string, version: number) => makeDocument(documentId, version, `${documentId}.md`, false)

/** What is written and not published, and what publishing does. `createIndex` gives an empty, prepared index. */
export function describeVersions(createIndex: () => Promise<VectorIndex>): void {
  let index: VectorIndex
  beforeAll(async () => {
    index = await createIndex()
  })

  const search = async (documentId: string) =>
    (await index.search(mine, { ...everything, filter: { documentIds: [documentId] } })).map((passage) => passage.text).sort()

  it('finds nothing of a version that is not live, on either side, as neighbour or in the count', async () => {
    await index.upsert(mine, makeDocument('seen'), [makeChunk(0, 'seen', [1, 0, 0, 0], { 7: 1 })])
    const before = await index.count(mine)
    await index.upsert(mine, waiting('hidden', 1), [makeChunk(0, 'hidden', [1, 0, 0, 0], { 7: 1 })])
    expect(await search('hidden')).toEqual([])
    expect(await index.search(mine, { ...everything, lexical: null })).toHaveLength(before)
    expect(await index.search(mine, { ...everything, dense: null })).toHaveLength(1)
    const { chunks } = await index.listChunks(mine, 'seen', { cursor: 0, limit: 1 })
    expect((await index.findNeighbours(mine, chunks[0]?.pointId ?? '', 100)).map((passage) => passage.documentId)).not.toContain('hidden')
    expect(await index.count(mine)).toBe(before)
    expect(await index.count(mine, { documentId: 'hidden' })).toBe(1)
  })

  it('finds the old version while the new one is written, and the new one alone once it is published', async () => {
    await index.upsert(mine, makeDocument('changed', 1), [makeChunk(0, 'old zero', [1, 0, 0, 0], { 7: 1 }), makeChunk(1, 'old one', [1, 1, 0, 0], { 7: 1 })])
    await index.upsert(mine, waiting('changed', 2), [makeChunk(0, 'new zero', [1, 0, 0, 0], { 7: 1 })])
    expect(await search('changed')).toEqual(['old one', 'old zero'])
    await index.publishVersion(mine, 'changed', 2)
    expect(await search('changed')).toEqual(['new zero'])
    expect(await index.count(mine, { documentId: 'changed', version: 1 })).toBe(0)
    await index.publishVersion(mine, 'changed', 2)
    expect(await search('changed')).toEqual(['new zero'])
  })

  it('answers at every moment of publishing', async () => {
    await index.upsert(mine, makeDocument('steady', 1), manyChunks(200, 'old'))
    await index.upsert(mine, waiting('steady', 2), manyChunks(200, 'new'))
    let isDone = false
    const publishing = index.publishVersion(mine, 'steady', 2).finally(() => {
      isDone = true
    })
    const counts: number[] = []
    while (!isDone) counts.push((await search('steady')).length)
    await publishing
    expect(Math.min(...counts, 100)).toBe(100)
    expect((await search('steady')).every((text) => text.startsWith('new'))).toBe(true)
  })

  it('publishes within the workspace', async () => {
    await index.upsert(mine, waiting('shared', 1), [makeChunk(0, 'mine', [1, 0, 0, 0], { 7: 1 })])
    await index.upsert(other, makeDocument('shared', 2), [makeChunk(0, 'theirs', [1, 0, 0, 0], { 7: 1 })])
    await index.publishVersion(other, 'shared', 2)
    expect(await search('shared')).toEqual([])
    expect(await index.count(mine, { documentId: 'shared' })).toBe(1)
  })

  it('lists the newest version that answers, else the newest, or the one that is asked for', async () => {
    const versionOf = async (version?: number) => (await index.listChunks(mine, 'listed', { cursor: 0, limit: 1, version })).chunks[0]?.version
    await index.upsert(mine, waiting('listed', 1), manyChunks(2))
    await index.upsert(mine, waiting('listed', 2), manyChunks(2))
    expect(await versionOf()).toBe(2)
    await index.upsert(mine, makeDocument('listed', 1), manyChunks(2))
    expect(await versionOf()).toBe(1)
    expect(await versionOf(2)).toBe(2)
  })

  it('reads everything that is embedded, every version, over several pages', async () => {
    await index.upsert(mine, makeDocument('embedded', 1), manyChunks(300))
    await index.upsert(mine, waiting('embedded', 2), [makeChunk(0, 'one more', [0, 3, 4, 0], { 1: 1 })])
    await index.upsert(other, makeDocument('embedded', 1), manyChunks(3))
    const read: EmbeddedChunk[] = []
    for await (const page of index.readVectors(mine, 'embedded')) read.push(...page)
    expect(read).toHaveLength(301)
    expect(new Set(read.map((chunk) => `${chunk.version} ${chunk.chunkIndex}`)).size).toBe(301)
    const last = read.find((chunk) => chunk.version === 2)
    expect(last).toMatchObject({ chunkIndex: 0, contentHash: 'a'.repeat(64), start: 0, text: 'one more' })
    expect(Array.from(last?.dense ?? [], (value) => value.toFixed(3))).toEqual(['0.000', '0.600', '0.800', '0.000'])
    for await (const page of index.readVectors(mine, 'unknown')) expect(page).toEqual([])
  })

  it('renames the source of one document', async () => {
    await index.upsert(mine, makeDocument('moved', 1, 'here/a.md'), manyChunks(3))
    await index.upsert(mine, makeDocument('unmoved', 1, 'here/b.md'), manyChunks(3))
    await index.renameSource(mine, 'moved', 'there/a.md')
    const sources = async (source: string) => (await index.search(mine, { ...everything, filter: { sources: [source] } })).length
    expect([await sources('there/a.md'), await sources('here/a.md'), await sources('here/b.md')]).toEqual([3, 0, 3])
  })
}
