import { describe, expect, it } from 'vitest'
import { PrismaDocumentStore } from '@/lib/db/prisma-document-store'
import type { DocumentRecord } from '@/lib/domain/document'
import type { DocumentLease, NewDocument, ReadyDocument } from '@/lib/domain/ports/document-store'
import { openTemporaryDatabase, ours, theirs } from '../unit/db/temporary-database'

const hash = (letter: string) => letter.repeat(64)
const newDocument = (source: string, letter = 'a'): NewDocument => ({ source, origin: 'upload', format: 'markdown', byteSize: 12, contentHash: hash(letter) })
const ready: ReadyDocument = {
  title: null,
  author: null,
  writtenAt: null,
  modifiedAt: null,
  notices: [],
  language: 'en',
  headings: [],
  pageCount: null,
  characterCount: 100,
  chunkCount: 3,
  embeddedCount: 2,
}

async function openStore() {
  const { client } = await openTemporaryDatabase()
  const clock = { time: Date.parse('2026-01-01T00:00:00Z') }
  const store = new PrismaDocumentStore(client, { now: () => new Date(clock.time) })
  const take = async (): Promise<DocumentLease> => {
    const document = await store.lease('runner', 1000)
    return { documentId: document?.id ?? '', version: document?.version ?? 0, owner: 'runner' }
  }
  const versionsOf = async ({ id }: Pick<DocumentRecord, 'id'>) =>
    (await store.listVersions(ours, id)).map(({ version, reason, status, errorCode }) => [version, reason, status, errorCode])
  return { client, clock, store, take, versionsOf }
}

describe('DocumentQueue', () => {
  it('keeps why a document waits and until when, and counts only its own tries', async () => {
    const { store, clock, take } = await openStore()
    const { id } = await store.create(ours, newDocument('a.md'))
    await store.release(await take(), 5000, { errorCode: 'qdrant_unavailable', isOwnTry: false })
    expect(await store.read(ours, id)).toMatchObject({ status: 'queued', errorCode: 'qdrant_unavailable', retryAt: '2026-01-01T00:00:05.000Z' })
    clock.time += 5000
    expect(await store.lease('runner', 1000)).toMatchObject({ tries: 0, attempts: 2, errorCode: null, retryAt: null })
    await store.release({ documentId: id, version: 1, owner: 'runner' }, 0, { errorCode: 'parser_crashed', isOwnTry: true })
    expect(await store.lease('runner', 1000)).toMatchObject({ tries: 1, attempts: 3 })
  })

  it('parks what was in work three times when the app went down, and forgets that when a person tries again', async () => {
    const { store, clock, take, versionsOf } = await openStore()
    const { id } = await store.create(ours, newDocument('a.md'))
    for (let time = 0; time < 2; time++) {
      await take()
      expect(await store.releaseAll(3)).toEqual({ released: 1, parked: [] })
    }
    await store.create(ours, newDocument('innocent.md'))
    await take()
    expect(await store.releaseAll(3)).toMatchObject({ released: 0, parked: [{ id, status: 'failed', errorCode: 'parked' }] })
    expect(await versionsOf({ id })).toEqual([[1, 'added', 'failed', 'parked']])
    clock.time += 1
    expect(await store.requeue(ours, id)).toMatchObject({ status: 'queued', errorCode: null })
    expect(await store.lease('runner', 1000)).toMatchObject({ source: 'innocent.md' })
    expect(await store.lease('runner', 1000)).toMatchObject({ id, interruptions: 0, tries: 0 })
  })

  it('gives out interrupted documents apart from the others', async () => {
    const { store, clock, take } = await openStore()
    await store.create(ours, newDocument('suspect.md'))
    await take()
    await store.releaseAll(3)
    clock.time += 1
    await store.create(ours, newDocument('other.md'))
    expect(await store.lease('runner', 1000, { interrupted: false })).toMatchObject({ source: 'other.md', interruptions: 0 })
    expect(await store.lease('runner', 1000, { interrupted: false })).toBeNull()
    expect(await store.lease('runner', 1000, { interrupted: true })).toMatchObject({ source: 'suspect.md', interruptions: 1 })
  })

  it('cancels under a lease only, and queues what was cancelled again on request', async () => {
    const { store, versionsOf } = await openStore()
    const { id } = await store.create(ours, newDocument('a.md'))
    expect(await store.claim(theirs, id, 'canceller', 1000)).toBeNull()
    expect(await store.claim(ours, id, 'canceller', 1000)).toMatchObject({ id, attempts: 0 })
    expect(await store.claim(ours, id, 'another', 1000)).toBeNull()
    expect(await store.markCancelled({ documentId: id, version: 1, owner: 'another' })).toBe(false)
    expect(await store.markCancelled({ documentId: id, version: 1, owner: 'canceller' })).toBe(true)
    expect(await store.counts(ours)).toMatchObject({ cancelled: 1, queued: 0, processing: 0 })
    expect((await store.list(ours, { status: 'cancelled', limit: 5 })).documents).toMatchObject([{ id, status: 'cancelled', errorCode: null }])
    expect(await versionsOf({ id })).toEqual([[1, 'added', 'cancelled', null]])
    expect(await store.lease('runner', 1000)).toBeNull()
    expect(await store.requeue(ours, id)).toMatchObject({ status: 'queued' })
    expect(await versionsOf({ id })).toEqual([[1, 'added', 'queued', null]])
  })

  it('cancels at once what was never taken, and leaves what may have left something behind', async () => {
    const { store, take } = await openStore()
    await store.create(ours, newDocument('begun.md'))
    await store.release(await take(), 60_000)
    const many = await Promise.all(Array.from({ length: 450 }, (_, index) => store.create(ours, newDocument(`${index}.md`))))
    await store.create(theirs, newDocument('theirs.md'))
    const cancelled = await store.cancelUntouched(ours)
    expect(new Set(cancelled.map((document) => document.id))).toEqual(new Set(many.map((document) => document.id)))
    expect(await store.counts(ours)).toMatchObject({ queued: 1, cancelled: 450 })
    expect(await store.listVersions(ours, many[449]?.id ?? '')).toMatchObject([{ status: 'cancelled', finishedAt: '2026-01-01T00:00:00.000Z' }])
    expect(await store.listUnfinished(ours)).toHaveLength(1)
    expect(await store.counts(theirs)).toMatchObject({ queued: 1 })
  })

  it('groups failures by reason and queues one group again', async () => {
    const { store, take } = await openStore()
    for (const code of ['damaged_file', 'password_required', 'damaged_file'] as const) {
      await store.create(ours, newDocument(`${Math.random()}.md`))
      await store.markFailed(await take(), code)
    }
    expect(await store.countFailures(ours)).toEqual([
      { code: 'damaged_file', count: 2 },
      { code: 'password_required', count: 1 },
    ])
    expect(await store.countFailures(theirs)).toEqual([])
    expect(await store.requeueFailed(theirs)).toEqual([])
    expect(await store.requeueFailed(ours, 'damaged_file')).toMatchObject([{ status: 'queued' }, { status: 'queued' }])
    expect(await store.countFailures(ours)).toEqual([{ code: 'password_required', count: 1 }])
    expect(await store.requeueFailed(ours)).toHaveLength(1)
  })

  it('tells the order of the queue and how many bytes are left', async () => {
    const { store, clock, take } = await openStore()
    const created = []
    for (const source of ['a', 'b', 'c', 'd']) {
      created.push((await store.create(ours, newDocument(source))).id)
      clock.time += 1
    }
    await take()
    expect(await store.listOrder(ours, 2)).toEqual(created.slice(1, 3))
    expect(await store.countUnfinishedBytes(ours)).toBe(48)
    expect(await store.countUnfinishedBytes(theirs)).toBe(0)
  })

  it('remembers what became of every version', async () => {
    const { store, take, versionsOf } = await openStore()
    const { id } = await store.create(ours, newDocument('a.md', 'a'))
    expect(await versionsOf({ id })).toEqual([[1, 'added', 'queued', null]])
    await store.markReady(await take(), ready)
    await store.create(ours, newDocument('a.md', 'b'))
    const lost = await take()
    expect(await versionsOf({ id })).toEqual([
      [2, 'replaced', 'processing', null],
      [1, 'added', 'ready', null],
    ])
    await store.create(ours, newDocument('a.md', 'c'))
    expect(await store.markReady(lost, ready)).toBeNull()
    await store.markFailed(await take(), 'damaged_file')
    await store.requeue(ours, id)
    await store.markReady(await take(), ready)
    expect(await store.recut(ours, id)).toMatchObject({ version: 4, status: 'queued', contentHash: hash('c') })
    await expect(store.recut(ours, id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(store.recut(theirs, id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await versionsOf({ id })).toEqual([
      [4, 'recut', 'queued', null],
      [3, 'replaced', 'ready', null],
      [2, 'replaced', 'cancelled', null],
      [1, 'added', 'ready', null],
    ])
    expect((await store.listVersions(ours, id))[1]).toMatchObject({ chunkCount: 3, embeddedCount: 2, contentHash: hash('c'), byteSize: 12 })
    expect(await store.listVersions(theirs, id)).toEqual([])
  })

  it('knows a version of a document that is older than the table of versions', async () => {
    const { store, client, take, versionsOf } = await openStore()
    const { id } = await store.create(ours, newDocument('a.md', 'a'))
    await store.markReady(await take(), ready)
    await client.documentVersion.deleteMany()
    expect(await versionsOf({ id })).toEqual([[1, 'added', 'ready', null]])
    await store.create(ours, newDocument('a.md', 'b'))
    expect(await versionsOf({ id })).toEqual([
      [2, 'replaced', 'queued', null],
      [1, 'added', 'ready', null],
    ])
  })

  it('keeps the original of the version that answers until the next one is ready', async () => {
    const { store, take } = await openStore()
    await store.create(ours, newDocument('a.md', 'a'))
    await store.markReady(await take(), ready)
    await store.create(ours, newDocument('a.md', 'b'))
    expect(await store.isOriginalReferenced(hash('a'))).toBe(true)
    await store.markReady(await take(), ready)
    expect(await store.isOriginalReferenced(hash('a'))).toBe(false)
    expect(await store.isOriginalReferenced(hash('b'))).toBe(true)
  })
})

describe('QueueSettings', () => {
  it('remembers for each workspace whether the queue is paused', async () => {
    const { queueSettings } = await openTemporaryDatabase()
    expect(await queueSettings.readIsPaused(ours)).toBe(false)
    await queueSettings.saveIsPaused(ours, true)
    expect([await queueSettings.readIsPaused(ours), await queueSettings.readIsPaused(theirs)]).toEqual([true, false])
    await queueSettings.saveIsPaused(ours, false)
    expect(await queueSettings.readIsPaused(ours)).toBe(false)
  })
})
