import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { DiskFileStore } from '@/lib/storage/disk-file-store'
import { makeTemporaryDirectory } from '../unit/db/temporary-directory'

const maxBytes = 1_000_000
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const document: NormalizedDocument = {
  text: '제목\n\n첫 문단. 𠮷 and an emoji 🙂.',
  blocks: [
    { kind: 'heading', start: 0, end: 2, level: 1, headingPath: [] },
    { kind: 'paragraph', start: 4, end: 28, level: null, headingPath: ['제목'] },
  ],
  pages: [{ page: 1, start: 0, end: 28 }],
  places: [{ kind: 'cells', sheet: '시트', cells: 'A1:B2', start: 4, end: 28 }],
  layout: [{ page: 1, width: 595, height: 842, runs: [[0, 2, 10, 10, 50.5, 12]], running: [{ text: '7', x: 290, y: 820, width: 6, height: 10 }] }],
  metadata: { author: '저자', writtenAt: '2024-03-01T00:00:00.000Z', modifiedAt: null },
  unreadablePages: [3],
  recognisedPages: [2],
  hiddenCharacters: 0,
  title: '제목',
}

async function* pieces(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts
}

async function* brokenUpload(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('a first part')
  throw new Error('The sender went away')
}

async function openStore() {
  const directory = await makeTemporaryDirectory()
  return { directory, store: await DiskFileStore.open(directory) }
}

async function listFiles(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
}

describe('FileStore', () => {
  it('keeps an original under the hash of its bytes', async () => {
    const { directory, store } = await openStore()
    const bytes = randomBytes(300_000)
    const stored = await store.putOriginal(pieces(bytes.subarray(0, 100_001), bytes.subarray(100_001)), { maxBytes })
    const hash = sha256(bytes)
    expect(stored).toEqual({ contentHash: hash, byteSize: 300_000 })
    expect(await listFiles(directory)).toEqual([path.join('originals', hash.slice(0, 2), hash.slice(2, 4), hash)])
    expect(await readFile(await store.originalPath(hash))).toEqual(bytes)
    const { stream, byteSize } = await store.readOriginal(hash)
    expect(byteSize).toBe(300_000)
    expect(Buffer.from(await new Response(stream).arrayBuffer())).toEqual(bytes)
  })

  it('reads a part of an original without the rest', async () => {
    const { store } = await openStore()
    const bytes = randomBytes(300_000)
    const { contentHash } = await store.putOriginal(pieces(bytes), { maxBytes })
    for (const [start, end] of [
      [0, 1],
      [65_000, 200_001],
      [299_999, 300_000],
    ] as const) {
      const { stream, byteSize } = await store.readOriginal(contentHash, { start, end })
      expect(byteSize).toBe(300_000)
      expect(Buffer.from(await new Response(stream).arrayBuffer())).toEqual(bytes.subarray(start, end))
    }
  })

  it('keeps the same bytes once, also when they come at the same time', async () => {
    const { directory, store } = await openStore()
    const bytes = Buffer.from('the same bytes')
    const stored = await Promise.all(Array.from({ length: 8 }, () => store.putOriginal(pieces(bytes), { maxBytes })))
    expect(new Set(stored.map((one) => one.contentHash))).toEqual(new Set([sha256(bytes)]))
    expect(await listFiles(directory)).toHaveLength(1)
  })

  it('keeps an empty file', async () => {
    const { store } = await openStore()
    const { contentHash, byteSize } = await store.putOriginal(pieces(), { maxBytes })
    expect(byteSize).toBe(0)
    expect(await new Response((await store.readOriginal(contentHash)).stream).text()).toBe('')
  })

  it('stops at the size limit and leaves nothing behind', async () => {
    const { directory, store } = await openStore()
    let asked = 0
    async function* endless() {
      for (;;) {
        asked += 1
        yield Buffer.alloc(1000)
      }
    }
    await expect(store.putOriginal(endless(), { maxBytes: 5000 })).rejects.toMatchObject({ code: 'payload_too_large' })
    expect(asked).toBe(6)
    expect(await listFiles(directory)).toEqual([])
    expect(await store.putOriginal(pieces(Buffer.alloc(5000)), { maxBytes: 5000 })).toMatchObject({ byteSize: 5000 })
  })

  it('passes on what the sender failed with and leaves nothing behind', async () => {
    const { directory, store } = await openStore()
    await expect(store.putOriginal(brokenUpload(), { maxBytes })).rejects.toThrow('The sender went away')
    expect(await listFiles(directory)).toEqual([])
  })

  it('clears away at the next start what an interrupted write left', async () => {
    const { directory, store } = await openStore()
    const { contentHash } = await store.putOriginal(pieces(Buffer.from('whole')), { maxBytes })
    await writeFile(path.join(directory, 'incoming', 'left-over'), 'half')
    const reopened = await DiskFileStore.open(directory)
    expect(await listFiles(path.join(directory, 'incoming'))).toEqual([])
    expect(await reopened.originalPath(contentHash)).toContain(contentHash)
  })

  it('deletes an original, and says that a missing one is missing', async () => {
    const { store } = await openStore()
    const { contentHash } = await store.putOriginal(pieces(Buffer.from('bytes')), { maxBytes })
    await store.deleteOriginal(contentHash)
    await store.deleteOriginal(contentHash)
    await expect(store.originalPath(contentHash)).rejects.toMatchObject({ code: 'original_missing' })
    await expect(store.readOriginal(contentHash)).rejects.toMatchObject({ code: 'original_missing' })
  })

  it('lets a reader stop early', async () => {
    const { store } = await openStore()
    const { contentHash } = await store.putOriginal(pieces(randomBytes(500_000)), { maxBytes })
    const reader = (await store.readOriginal(contentHash)).stream.getReader()
    expect((await reader.read()).value?.byteLength).toBeGreaterThan(0)
    await reader.cancel()
    await store.deleteOriginal(contentHash)
  })

  it('keeps normalized text by document and version', async () => {
    const { directory, store } = await openStore()
    await store.putNormalized('doc-1', 1, document)
    await store.putNormalized('doc-1', 2, { ...document, title: null })
    await store.putNormalized('doc-2', 1, document)
    await store.putNormalized('doc-1', 1, document)
    expect(await store.readNormalized('doc-1', 1)).toEqual(document)
    expect((await store.readNormalized('doc-1', 2)).title).toBeNull()
    await store.deleteNormalized('doc-1')
    await store.deleteNormalized('doc-1')
    await expect(store.readNormalized('doc-1', 2)).rejects.toMatchObject({ code: 'original_missing' })
    expect(await listFiles(directory)).toEqual([path.join('normalized', 'doc-2', '1.json.gz')])
  })

  it('refuses a damaged normalized file without quoting it', async () => {
    const { directory, store } = await openStore()
    await store.putNormalized('doc-1', 1, document)
    await writeFile(path.join(directory, 'normalized', 'doc-1', '1.json.gz'), 'not gzip')
    await expect(store.readNormalized('doc-1', 1)).rejects.toMatchObject({ code: 'storage_failed' })
  })

  it.each(['../../etc', 'a/b', '..', '', 'a\0b', '한글', 'a'.repeat(129)])('refuses %j as a document id', async (id) => {
    const { directory, store } = await openStore()
    await expect(store.putNormalized(id, 1, document)).rejects.toMatchObject({ code: 'invalid_request' })
    await expect(store.readNormalized(id, 1)).rejects.toMatchObject({ code: 'invalid_request' })
    await expect(store.deleteNormalized(id)).rejects.toMatchObject({ code: 'invalid_request' })
    expect((await readdir(directory)).sort()).toEqual(['deletions', 'incoming', 'normalized', 'originals'])
  })

  it.each(['../../../etc/passwd', 'A'.repeat(64), 'a'.repeat(63), ''])('refuses %j as a content hash', async (hash) => {
    const { store } = await openStore()
    for (const attempt of [store.originalPath(hash), store.readOriginal(hash), store.deleteOriginal(hash)]) {
      await expect(attempt).rejects.toMatchObject({ code: 'invalid_request' })
    }
    await expect(store.putNormalized('doc', 1.5, document)).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it('reports a disk that does not take the file', async () => {
    const { directory, store } = await openStore()
    // Root may write anywhere, so the folder is taken away instead of its permissions.
    await rm(path.join(directory, 'incoming'), { recursive: true })
    await expect(store.putOriginal(pieces(Buffer.from('bytes')), { maxBytes })).rejects.toMatchObject({ code: 'storage_failed', isRetryable: true })
    await mkdir(path.join(directory, 'incoming'))
    await rm(path.join(directory, 'normalized'), { recursive: true })
    await writeFile(path.join(directory, 'normalized'), 'a file where a folder should be')
    await expect(store.putNormalized('doc', 1, document)).rejects.toMatchObject({ code: 'storage_failed' })
    await expect(DiskFileStore.open(directory)).rejects.toMatchObject({ code: 'storage_failed' })
  })
})
