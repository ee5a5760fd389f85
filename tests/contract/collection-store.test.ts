import { describe, expect, it } from 'vitest'
import type { DocumentRecord } from '@/lib/domain/document'
import type { DocumentStore, ReadyDocument } from '@/lib/domain/ports/document-store'
import { openTemporaryDatabase, ours, theirs } from '../unit/db/temporary-database'

const newDocument = (source: string, letter = 'a') => ({ source, origin: 'upload', format: 'markdown', byteSize: 12, contentHash: letter.repeat(64) }) as const

const result: ReadyDocument = {
  title: null,
  author: null,
  writtenAt: null,
  modifiedAt: null,
  notices: [],
  language: 'en',
  headings: [],
  pageCount: null,
  characterCount: 10,
  chunkCount: 3,
}

/** Takes a waiting document and finishes it, cut as said. */
async function finish(documents: DocumentStore, document: DocumentRecord, cut: Partial<ReadyDocument> = {}): Promise<void> {
  if (!(await documents.claim(ours, document.id, 'me', 60_000))) throw new Error('the document does not wait')
  await documents.markReady({ documentId: document.id, version: document.version, owner: 'me' }, { ...result, ...cut })
}

describe('the chunking of a collection', () => {
  it('is by topics and without a size of its own at first', async () => {
    const { collections } = await openTemporaryDatabase()
    expect(await collections.readChunking(ours)).toEqual({ strategy: 'topics', maxTokens: null })
    expect(await collections.countCutOtherwise(ours)).toBe(0)
    await expect(collections.readChunking({ workspaceId: 'nobody' })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is kept, and queues the ready documents that were cut otherwise as new versions', async () => {
    const { collections, documents } = await openTemporaryDatabase()
    const ready = await documents.create(ours, newDocument('ready.md'))
    const same = await documents.create(ours, newDocument('same.md'))
    const waiting = await documents.create(ours, newDocument('waiting.md'))
    await finish(documents, ready)
    await finish(documents, same, { chunkStrategy: 'plain', chunkMaxTokens: 128 })
    expect(await collections.countCutOtherwise(ours)).toBe(1)

    const queued = await collections.changeChunking(ours, { strategy: 'plain', maxTokens: 128 })
    expect(queued.map(({ id, version, status }) => ({ id, version, status }))).toEqual([{ id: ready.id, version: 2, status: 'queued' }])
    expect(await collections.readChunking(ours)).toEqual({ strategy: 'plain', maxTokens: 128 })
    expect(await documents.read(ours, same.id)).toMatchObject({ version: 1, status: 'ready' })
    expect(await documents.read(ours, waiting.id)).toMatchObject({ version: 1, status: 'queued' })
    expect((await documents.listVersions(ours, ready.id)).map(({ version, reason }) => `${version} ${reason}`)).toEqual(['2 recut', '1 added'])
    expect((await documents.listVersions(ours, ready.id))[1]).toMatchObject({ status: 'ready', chunkCount: 3 })
  })

  it.each([
    [{ strategy: 'topics', maxTokens: null } as const, 2],
    [{ strategy: 'topics', maxTokens: 128 } as const, 2],
    [{ strategy: 'topics', maxTokens: 64 } as const, 3],
    [{ strategy: 'even', maxTokens: 128 } as const, 2],
    [{ strategy: 'plain', maxTokens: null } as const, 3],
  ])('tells a missing size from a size: %o', async (chunking, outdated) => {
    const { collections, documents } = await openTemporaryDatabase()
    const cuts = [{ chunkMaxTokens: null }, { chunkMaxTokens: 128 }, { chunkStrategy: 'even', chunkMaxTokens: 128 }] as const
    for (const [index, cut] of cuts.entries()) await finish(documents, await documents.create(ours, newDocument(`${index}.md`)), cut)
    expect(await collections.changeChunking(ours, chunking)).toHaveLength(outdated)
    expect(await collections.countCutOtherwise(ours)).toBe(0)
  })

  it('is one for each workspace', async () => {
    const { collections, documents } = await openTemporaryDatabase()
    await finish(documents, await documents.create(ours, newDocument('ours.md')))
    expect(await collections.changeChunking(theirs, { strategy: 'even', maxTokens: null })).toEqual([])
    expect(await collections.readChunking(ours)).toEqual({ strategy: 'topics', maxTokens: null })
    expect(await collections.countCutOtherwise(ours)).toBe(0)
  })

  it('queues a thousand documents in one go', async () => {
    const { collections, documents, client } = await openTemporaryDatabase()
    const row = { workspaceId: 'default', collectionId: 'default', format: 'text', byteSize: 1, contentHash: 'a', headings: [], status: 'ready' }
    await client.document.createMany({ data: Array.from({ length: 1_200 }, (_, index) => ({ ...row, source: `${index}.txt` })) })
    expect(await collections.changeChunking(ours, { strategy: 'even', maxTokens: 64 })).toHaveLength(1_200)
    expect((await documents.counts(ours)).queued).toBe(1_200)
    expect(await client.documentVersion.count()).toBe(2_400)
  })
})

describe('a twin', () => {
  it('is another document with the same bytes, a ready one if there is one', async () => {
    const { documents } = await openTemporaryDatabase()
    const first = await documents.create(ours, newDocument('first.md'))
    const second = await documents.create(ours, newDocument('second.md'))
    const third = await documents.create(ours, newDocument('third.md', 'b'))
    const twinOf = async (document: DocumentRecord) => (await documents.findTwin(ours, document.contentHash, document.id))?.id ?? null
    expect(await twinOf(first)).toBeNull()
    await documents.claim(ours, second.id, 'me', 60_000)
    expect(await twinOf(first)).toBe(second.id)
    await finish(documents, first)
    expect(await twinOf(second)).toBe(first.id)
    expect([await twinOf(first), await twinOf(third)]).toEqual([second.id, null])
    expect(await documents.findTwin(theirs, second.contentHash, second.id)).toBeNull()
  })
})
