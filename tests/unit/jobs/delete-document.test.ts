import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import { type NormalizedDocument, plainDocumentMap } from '@/lib/domain/normalized-document'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import { type DeleteDocumentParts, deleteDocument, finishDeletions } from '@/lib/jobs/delete-document'
import { DocumentFeed } from '@/lib/jobs/document-feed'
import { KeyedLocks } from '@/lib/jobs/keyed-locks'
import { DiskFileStore } from '@/lib/storage/disk-file-store'
import { openTemporaryDatabase, ours } from '../db/temporary-database'
import { makeTemporaryDirectory } from '../db/temporary-directory'

const text: NormalizedDocument = { ...plainDocumentMap, text: 'text', blocks: [], pages: [], title: null }

async function* pieces(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('text')
}

/** The index is told to delete and nothing else, so what it is told is all there is to see; `deletePoints` fails or dies in its place. */
async function openParts(deletePoints: (id: string) => Promise<void>) {
  const { documents } = await openTemporaryDatabase()
  const files = await DiskFileStore.open(await makeTemporaryDirectory())
  const index = { deleteDocument: (_: unknown, id: string) => deletePoints(id) } as unknown as VectorIndex
  const parts: DeleteDocumentParts = { documents, files, index, locks: new KeyedLocks(), feed: new DocumentFeed(), cancelWork: async () => {} }
  const original = await files.putOriginal(pieces(), { maxBytes: 100 })
  const document = await documents.create(ours, { source: 'a.txt', origin: 'upload', format: 'text', ...original })
  await files.putNormalized(document.id, 1, text)
  return { parts, files, documents, document }
}

describe('deleteDocument', () => {
  it('removes record, text and original, and leaves no note', async () => {
    const { parts, files, documents, document } = await openParts(async () => {})
    expect(await deleteDocument(parts, ours, document.id)).toBe(true)
    expect(await documents.read(ours, document.id)).toBeNull()
    expect(await files.listOriginals()).toEqual([])
    expect(await files.listDeletions()).toEqual([])
    await expect(files.readNormalized(document.id, 1)).rejects.toMatchObject({ code: 'original_missing' })
    expect(await deleteDocument(parts, ours, document.id)).toBe(false)
  })

  it('leaves the document as it was when the index does not answer', async () => {
    const { parts, files, documents, document } = await openParts(() => Promise.reject(new AppError('qdrant_unavailable', 'stopped')))
    await expect(deleteDocument(parts, ours, document.id)).rejects.toMatchObject({ code: 'qdrant_unavailable' })
    expect(await documents.read(ours, document.id)).not.toBeNull()
    expect(await files.readNormalized(document.id, 1)).toEqual(text)
    expect(await files.listDeletions()).toEqual([])
  })
})

describe('finishDeletions', () => {
  it('finishes what ended after the points were gone', async () => {
    const { parts, files, documents, document } = await openParts(async () => {})
    await files.noteDeletion(document.id)
    await finishDeletions(parts, ours)
    expect(await documents.read(ours, document.id)).toBeNull()
    expect([await files.listOriginals(), await files.listDeletions()]).toEqual([[], []])
  })

  it('finishes what ended after the record was gone', async () => {
    const deleted: string[] = []
    const { parts, files, documents, document } = await openParts(async (id) => {
      deleted.push(id)
    })
    await files.noteDeletion(document.id)
    await documents.delete(ours, document.id)
    await finishDeletions(parts, ours)
    expect(deleted).toEqual([document.id])
    await expect(files.readNormalized(document.id, 1)).rejects.toMatchObject({ code: 'original_missing' })
    expect(await files.listDeletions()).toEqual([])
  })
})
