import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ReadyDocument } from '@/lib/domain/ports/document-store'
import { detectFormat } from '@/lib/ingest/detect-format'
import { type AddDocumentParts, addDocument } from '@/lib/jobs/add-document'
import { DocumentFeed } from '@/lib/jobs/document-feed'
import { KeyedLocks } from '@/lib/jobs/keyed-locks'
import { deleteUnreferencedOriginal, removeUnreferencedOriginals } from '@/lib/jobs/unreferenced-originals'
import { DiskFileStore } from '@/lib/storage/disk-file-store'
import { openTemporaryDatabase, ours, theirs } from '../db/temporary-database'

const ready: ReadyDocument = {
  title: null,
  author: null,
  writtenAt: null,
  modifiedAt: null,
  notices: [],
  language: 'en',
  headings: [],
  pageCount: null,
  characterCount: 4,
  chunkCount: 1,
}

async function openParts() {
  const { documents, path: file } = await openTemporaryDatabase()
  const directory = path.dirname(file)
  const files = await DiskFileStore.open(directory)
  const parts: AddDocumentParts = {
    files,
    documents,
    locks: new KeyedLocks(),
    feed: new DocumentFeed(),
    detectFormat,
    wakeRunner: () => {},
    cancelWork: async () => {},
  }
  const offer = (source: string, text: string) => addDocument(parts, ours, { source, origin: 'upload', content: pieces(text), maxBytes: 1000 })
  const add = async (source: string, text: string) => (await offer(source, text)).document
  return { parts, directory, files, documents, offer, add }
}

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

async function filesIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

describe('addDocument', () => {
  it('keeps exactly the last original when ten versions come at once under one name', async () => {
    const { directory, documents, add } = await openParts()
    const added = await Promise.all(Array.from({ length: 10 }, (_, index) => add('same.txt', `text number ${index}`)))
    expect(new Set(added.map((document) => document.id)).size).toBe(1)
    expect(added.map((document) => document.version).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    const kept = await documents.findBySource(ours, 'same.txt')
    expect(await filesIn(path.join(directory, 'originals'))).toEqual([kept?.contentHash])
  })

  it('keeps one original for the same bytes under ten names', async () => {
    const { directory, add } = await openParts()
    const added = await Promise.all(Array.from({ length: 10 }, (_, index) => add(`copy-${index}.txt`, 'the same text')))
    expect(new Set(added.map((document) => document.id)).size).toBe(10)
    expect(await filesIn(path.join(directory, 'originals'))).toEqual([added[0]?.contentHash])
  })

  it('does not lose the bytes of an upload to the deletion of another document with the same bytes', async () => {
    const { parts, directory, documents, add } = await openParts()
    for (let round = 0; round < 20; round++) {
      const first = await add('first.txt', 'shared text')
      await documents.delete(ours, first.id)
      const [second] = await Promise.all([add('second.txt', 'shared text'), deleteUnreferencedOriginal(parts, first.contentHash)])
      expect(await filesIn(path.join(directory, 'originals'))).toEqual([second.contentHash])
      await documents.delete(ours, second.id)
    }
  })

  it('does nothing when the same bytes come again under the same name, unless they failed or were cancelled', async () => {
    const { parts, directory, documents, offer } = await openParts()
    let woken = 0
    parts.wakeRunner = () => {
      woken += 1
    }
    const first = await offer('a.txt', 'the same text')
    expect(first).toMatchObject({ outcome: 'added', document: { version: 1, status: 'queued' } })
    expect(await offer('a.txt', 'the same text')).toEqual({ document: first.document, outcome: 'unchanged' })
    const lease = { documentId: first.document.id, version: 1, owner: 'runner' }
    await documents.lease('runner', 60_000)
    expect(await offer('a.txt', 'the same text')).toMatchObject({ outcome: 'unchanged', document: { status: 'processing' } })
    await documents.markReady(lease, ready)
    expect(await offer('a.txt', 'the same text')).toMatchObject({ outcome: 'unchanged', document: { status: 'ready', version: 1 } })
    expect(woken).toBe(1)

    const second = await offer('a.txt', 'another text')
    expect(second).toMatchObject({ outcome: 'replaced', document: { id: first.document.id, version: 2, status: 'queued' } })
    expect(await filesIn(path.join(directory, 'originals'))).toHaveLength(2)
    await documents.lease('runner', 60_000)
    await documents.markFailed({ ...lease, version: 2 }, 'damaged_file')
    expect(await offer('a.txt', 'another text')).toMatchObject({ outcome: 'replaced', document: { version: 2, status: 'queued', errorCode: null } })
    await documents.lease('runner', 60_000)
    await documents.markCancelled({ ...lease, version: 2 })
    expect(await offer('a.txt', 'another text')).toMatchObject({ outcome: 'replaced', document: { version: 2, status: 'queued' } })
    expect(woken).toBe(4)
  })

  it('reads the same bytes again when the document was half deleted', async () => {
    const { files, offer } = await openParts()
    const { document } = await offer('a.txt', 'the same text')
    await files.noteDeletion(document.id)
    expect(await offer('a.txt', 'the same text')).toMatchObject({ outcome: 'replaced', document: { id: document.id, version: 2 } })
    expect(await files.listDeletions()).toEqual([])
  })

  it('leaves nothing of a refused file', async () => {
    const { directory, documents, add } = await openParts()
    await expect(add('large.txt', 'x'.repeat(1001))).rejects.toMatchObject({ code: 'payload_too_large' })
    await expect(add('picture.png', '\u0000\u0001\u0002')).rejects.toMatchObject({ code: 'unsupported_type' })
    expect(await filesIn(path.join(directory, 'originals'))).toEqual([])
    expect(await filesIn(path.join(directory, 'incoming'))).toEqual([])
    expect((await documents.list(ours, { limit: 10 })).documents).toEqual([])
  })
})

describe('removeUnreferencedOriginals', () => {
  it('removes what a killed app left, and nothing that any workspace refers to', async () => {
    const { parts, files, documents, add } = await openParts()
    const mine = await add('mine.txt', 'my text')
    const other = await files.putOriginal(pieces('their text'), { maxBytes: 100 })
    await documents.create(theirs, { source: 'theirs.txt', origin: 'upload', format: 'text', ...other })
    const left = await files.putOriginal(pieces('nobody refers to this'), { maxBytes: 100 })
    expect(await removeUnreferencedOriginals(parts, ours)).toBe(1)
    expect((await files.listOriginals()).sort()).toEqual([mine.contentHash, other.contentHash].sort())
    await expect(files.originalPath(left.contentHash)).rejects.toMatchObject({ code: 'original_missing' })
  })
})
