import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { SingleConnectionAdapter } from '@/lib/db/connection/single-connection-adapter'
import { PrismaClient } from '@/lib/db/generated/client'
import { PrismaDocumentStore } from '@/lib/db/prisma-document-store'
import type { DocumentRecord } from '@/lib/domain/document'
import type { DocumentLease, NewDocument, ReadyDocument } from '@/lib/domain/ports/document-store'
import { openTemporaryDatabase, ours, theirs } from '../unit/db/temporary-database'

const hash = (letter: string) => letter.repeat(64)
const newDocument = (source: string): NewDocument => ({ source, origin: 'upload', format: 'markdown', byteSize: 12, contentHash: hash('a') })
const ready: ReadyDocument = {
  title: '제목',
  author: '저자',
  writtenAt: '2024-03-01T00:00:00.000Z',
  modifiedAt: null,
  notices: [{ code: 'pages_recognised', count: 2 }],
  language: 'ko',
  headings: ['하나', 'Two'],
  pageCount: null,
  characterCount: 100,
  chunkCount: 3,
}
const leaseOf = (document: DocumentRecord | null, owner: string): DocumentLease => ({ documentId: document?.id ?? '', version: document?.version ?? 0, owner })

/** A store whose clock stands still until it is moved. */
async function openStore() {
  const { client, ...database } = await openTemporaryDatabase()
  const clock = { time: Date.parse('2026-01-01T00:00:00Z') }
  return { ...database, client, clock, store: new PrismaDocumentStore(client, { now: () => new Date(clock.time) }) }
}

async function leaseOnly(store: PrismaDocumentStore, source = 'a.md', owner = 'runner') {
  await store.create(ours, newDocument(source))
  return leaseOf(await store.lease(owner, 1000), owner)
}

describe('DocumentStore', () => {
  it('creates a queued record', async () => {
    const { store } = await openStore()
    const document = await store.create(ours, { source: 'reports/2024/보고서.pdf', origin: 'folder', format: 'pdf', byteSize: 12, contentHash: hash('b') })
    expect(document).toEqual({
      id: expect.stringMatching(/^[a-zA-Z0-9_-]+$/),
      workspaceId: ours.workspaceId,
      collectionId: 'default',
      chunking: { strategy: 'topics', maxTokens: null },
      source: 'reports/2024/보고서.pdf',
      origin: 'folder',
      format: 'pdf',
      byteSize: 12,
      contentHash: hash('b'),
      version: 1,
      status: 'queued',
      stage: 'received',
      progressDone: 0,
      progressTotal: 0,
      errorCode: null,
      retryAt: null,
      notices: [],
      tags: [],
      title: null,
      author: null,
      writtenAt: null,
      modifiedAt: null,
      language: null,
      headings: [],
      pageCount: null,
      characterCount: null,
      chunkCount: 0,
      attempts: 0,
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
      updatedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      readyAt: null,
      queuedAt: '2026-01-01T00:00:00.000Z',
    })
    expect(await store.read(ours, document.id)).toEqual(document)
    expect(await store.read(ours, 'nowhere')).toBeNull()
  })

  it('finds a document by its name, in its own workspace only', async () => {
    const { store } = await openStore()
    const document = await store.create(ours, newDocument('a.md'))
    expect(await store.findBySource(ours, 'a.md')).toEqual(document)
    expect(await store.findBySource(ours, 'A.md')).toBeNull()
    expect(await store.findBySource(theirs, 'a.md')).toBeNull()
  })

  it('keeps the record of a source that comes again, as its next version, and drops the lease of the last', async () => {
    const { store } = await openStore()
    const first = await store.create(ours, newDocument('a.md'))
    const lease = leaseOf(await store.lease('runner', 1000), 'runner')
    const second = await store.create(ours, { ...newDocument('a.md'), contentHash: hash('c'), byteSize: 99, format: 'text' })
    expect(second).toMatchObject({ id: first.id, version: 2, status: 'queued', attempts: 1, contentHash: hash('c'), byteSize: 99, format: 'text' })
    expect(await store.markReady(lease, ready)).toBeNull()
    expect(await store.lease('other', 1000)).toMatchObject({ id: first.id, version: 2, attempts: 2, tries: 0 })
    expect((await store.list(ours, { limit: 10 })).documents).toHaveLength(1)
  })

  it('creates one record when the same source comes many times at once', async () => {
    const { store } = await openStore()
    const created = await Promise.all(Array.from({ length: 20 }, () => store.create(ours, newDocument('a.md'))))
    expect(new Set(created.map((document) => document.id)).size).toBe(1)
    expect(created.map((document) => document.version).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  })

  it('lists newest first, page by page, by status, even when the last of a page is deleted meanwhile', async () => {
    const { store } = await openStore()
    for (let count = 0; count < 25; count += 1) await store.create(ours, newDocument(`${count}.md`))
    const first = await store.list(ours, { limit: 10 })
    expect(first.documents.map((document) => document.source)).toEqual(Array.from({ length: 10 }, (_, index) => `${24 - index}.md`))
    await store.delete(ours, first.nextCursor ?? '')
    const second = await store.list(ours, { limit: 10, cursor: first.nextCursor ?? undefined })
    const third = await store.list(ours, { limit: 10, cursor: second.nextCursor ?? undefined })
    expect(second.documents[0]?.source).toBe('14.md')
    expect(third.documents.map((document) => document.source)).toEqual(['4.md', '3.md', '2.md', '1.md', '0.md'])
    expect(third.nextCursor).toBeNull()
    await store.lease('runner', 1000)
    expect((await store.list(ours, { status: 'processing', limit: 10 })).documents.map((document) => document.source)).toEqual(['0.md'])
    expect((await store.list(ours, { limit: 24 })).nextCursor).toBeNull()
  })

  it('counts by status', async () => {
    const { store } = await openStore()
    for (const source of ['a', 'b', 'c', 'd', 'e']) await store.create(ours, newDocument(source))
    await store.markReady(leaseOf(await store.lease('runner', 1000), 'runner'), ready)
    await store.markFailed(leaseOf(await store.lease('runner', 1000), 'runner'), 'damaged_file')
    await store.lease('runner', 1000)
    expect(await store.counts(ours)).toEqual({ queued: 2, processing: 1, ready: 1, failed: 1, cancelled: 0 })
  })

  it('goes through the stages to ready', async () => {
    const { store, clock } = await openStore()
    const lease = await leaseOnly(store)
    expect(await store.read(ours, lease.documentId)).toMatchObject({ status: 'processing', stage: 'received', attempts: 1 })
    expect(await store.reportStage(lease, 'embedding', { done: 2, total: 3 })).toBe(true)
    expect(await store.read(ours, lease.documentId)).toMatchObject({ stage: 'embedding', progressDone: 2, progressTotal: 3 })
    clock.time += 500
    expect(await store.markReady(lease, ready)).toMatchObject({ id: lease.documentId, status: 'ready' })
    const record = await store.read(ours, lease.documentId)
    expect(record).toMatchObject({ ...ready, status: 'ready', stage: 'ready', errorCode: null, readyAt: '2026-01-01T00:00:00.500Z' })
    expect(await store.heartbeat(lease, 1000)).toBe(false)
    expect(await store.lease('runner', 1000)).toBeNull()
  })

  it('fails with a code at the stage where it failed, and is queued again on request only then', async () => {
    const { store } = await openStore()
    const lease = await leaseOnly(store)
    await store.reportStage(lease, 'reading', { done: 0, total: 0 })
    await expect(store.requeue(ours, lease.documentId)).rejects.toMatchObject({ code: 'conflict' })
    expect(await store.markFailed(lease, 'password_required')).toBe(true)
    expect(await store.read(ours, lease.documentId)).toMatchObject({ status: 'failed', stage: 'reading', errorCode: 'password_required' })
    expect(await store.lease('runner', 1000)).toBeNull()
    expect(await store.requeue(ours, lease.documentId)).toMatchObject({ status: 'queued', stage: 'received', errorCode: null, attempts: 0, version: 1 })
    expect(await store.lease('runner', 1000)).toMatchObject({ id: lease.documentId, attempts: 1 })
    await expect(store.requeue(ours, 'nowhere')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('leases the oldest first, across workspaces, and a document that came again last', async () => {
    const { store, clock } = await openStore()
    for (const [scope, source] of [
      [ours, 'a'],
      [theirs, 'b'],
      [ours, 'c'],
    ] as const) {
      await store.create(scope, newDocument(source))
      clock.time += 1
    }
    await store.create(ours, newDocument('a'))
    const order = []
    for (let count = 0; count < 4; count += 1) order.push((await store.lease('runner', 1000))?.source)
    expect(order).toEqual(['b', 'c', 'a', undefined])
  })

  it('never gives one document to two runners', async () => {
    const { store, path: file, client, clock } = await openStore()
    for (let count = 0; count < 10; count += 1) await store.create(ours, newDocument(`${count}.md`))
    // A second connection to the same file, as a second process would have.
    const otherClient = new PrismaClient({ adapter: new SingleConnectionAdapter({ url: pathToFileURL(file).href, timeout: 500 }) })
    const otherStore = new PrismaDocumentStore(otherClient, { now: () => new Date(clock.time) })
    const leased = await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? store : otherStore).lease(`runner-${index}`, 60_000)))
    const taken = leased.filter((document) => document !== null)
    expect(taken).toHaveLength(10)
    expect(new Set(taken.map((document) => document.id)).size).toBe(10)
    const rows = await client.document.findMany({ select: { id: true, leaseOwner: true, attempts: true } })
    for (const [index, document] of leased.entries()) {
      if (document !== null) expect(rows.find((row) => row.id === document.id)).toMatchObject({ leaseOwner: `runner-${index}`, attempts: 1 })
    }
    await otherClient.$disconnect()
  })

  it('gives away a lease that ran out, and the one who lost it can change nothing', async () => {
    const { store, clock } = await openStore()
    const lost = await leaseOnly(store)
    clock.time += 900
    expect(await store.heartbeat(lost, 1000)).toBe(true)
    clock.time += 900
    expect(await store.lease('other', 1000)).toBeNull()
    clock.time += 200
    const held = leaseOf(await store.lease('other', 1000), 'other')
    expect(held.documentId).toBe(lost.documentId)
    const attempts = [
      await store.heartbeat(lost, 1000),
      await store.reportStage(lost, 'chunking', { done: 0, total: 0 }),
      await store.markReady(lost, ready),
      await store.markFailed(lost, 'damaged_file'),
      await store.release(lost, 0),
    ]
    expect(attempts).toEqual([false, false, null, false, false])
    expect(await store.read(ours, held.documentId)).toMatchObject({ status: 'processing', stage: 'received', attempts: 2 })
    expect(await store.markReady(held, ready)).toMatchObject({ status: 'ready' })
  })

  it('keeps a released document back for its delay, and lets the others pass', async () => {
    const { store, clock } = await openStore()
    const lease = await leaseOnly(store, 'first.md')
    clock.time += 1
    await store.create(ours, newDocument('second.md'))
    expect(await store.release(lease, 5000)).toBe(true)
    expect(await store.lease('runner', 1000)).toMatchObject({ source: 'second.md' })
    clock.time += 4999
    const beforeItsTime = await store.lease('runner', 10_000)
    expect(beforeItsTime?.source).toBe('second.md')
    clock.time += 1
    expect(await store.lease('runner', 1000)).toMatchObject({ source: 'first.md', attempts: 2 })
  })

  it('lets all leases go at start', async () => {
    const { store, clock } = await openStore()
    const lease = await leaseOnly(store)
    await store.create(ours, newDocument('b.md'))
    clock.time += 1
    expect(await store.releaseAll(3)).toEqual({ released: 1, parked: [] })
    expect(await store.heartbeat(lease, 1000)).toBe(false)
    expect(await store.counts(ours)).toMatchObject({ queued: 2, processing: 0 })
    expect((await store.lease('next', 1000))?.source).toBe('b.md')
    expect(await store.lease('next', 1000)).toMatchObject({ id: lease.documentId, attempts: 2, interruptions: 1 })
  })

  it('deletes a document, also while it is worked on', async () => {
    const { store } = await openStore()
    const lease = await leaseOnly(store)
    expect(await store.delete(ours, lease.documentId)).toMatchObject({ id: lease.documentId, contentHash: hash('a') })
    expect(await store.delete(ours, lease.documentId)).toBeNull()
    expect(await store.markReady(lease, ready)).toBeNull()
    expect(await store.read(ours, lease.documentId)).toBeNull()
  })

  it('knows whether any workspace still refers to an original', async () => {
    const { store } = await openStore()
    const mine = await store.create(ours, newDocument('a.md'))
    const yours = await store.create(theirs, newDocument('a.md'))
    await store.delete(ours, mine.id)
    expect(await store.isOriginalReferenced(hash('a'))).toBe(true)
    await store.delete(theirs, yours.id)
    expect(await store.isOriginalReferenced(hash('a'))).toBe(false)
  })

  it('keeps workspaces apart in every method', async () => {
    const { store } = await openStore()
    const mine = await store.create(ours, newDocument('a.md'))
    const yours = await store.create(theirs, newDocument('a.md'))
    expect(yours.id).not.toBe(mine.id)
    expect(await store.read(theirs, mine.id)).toBeNull()
    expect((await store.list(theirs, { limit: 10 })).documents.map((document) => document.id)).toEqual([yours.id])
    expect(await store.counts(theirs)).toEqual({ queued: 1, processing: 0, ready: 0, failed: 0, cancelled: 0 })
    expect(await store.delete(theirs, mine.id)).toBeNull()
    await store.markFailed(leaseOf(await store.lease('runner', 1000), 'runner'), 'damaged_file')
    await store.markFailed(leaseOf(await store.lease('runner', 1000), 'runner'), 'damaged_file')
    await expect(store.requeue(theirs, mine.id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await store.read(ours, mine.id)).toMatchObject({ status: 'failed' })
    await expect(store.create({ workspaceId: 'nobody' }, newDocument('a.md'))).rejects.toMatchObject({ code: 'not_found' })
  })

  it('refuses a row that does not have the shape it should', async () => {
    const { store, client } = await openStore()
    const { id } = await store.create(ours, newDocument('a.md'))
    await client.document.update({ where: { id }, data: { status: 'sleeping', title: 'a secret' } })
    await expect(store.read(ours, id)).rejects.toMatchObject({ code: 'database_failed', message: expect.not.stringContaining('secret') })
    await client.document.update({ where: { id }, data: { status: 'queued', headings: { not: 'a list' } } })
    await expect(store.read(ours, id)).rejects.toMatchObject({ code: 'database_failed' })
  })
})
