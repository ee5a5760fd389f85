import { describe, expect, it } from 'vitest'
import { type NormalizedDocument, plainDocumentMap } from '@/lib/domain/normalized-document'
import { DiskFileStore } from '@/lib/storage/disk-file-store'
import { makeTemporaryDirectory } from '../db/temporary-directory'

const document: NormalizedDocument = { ...plainDocumentMap, text: 'text', blocks: [], pages: [], title: null }

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

describe('DiskFileStore', () => {
  it('removes older versions of a normalized text and keeps the one that is named', async () => {
    const store = await DiskFileStore.open(await makeTemporaryDirectory())
    for (const version of [1, 2, 12]) await store.putNormalized('doc-1', version, document)
    await store.putNormalized('doc-2', 1, document)
    await store.deleteNormalized('doc-1', { keepVersion: 2 })
    expect(await store.readNormalized('doc-1', 2)).toEqual(document)
    expect(await store.readNormalized('doc-2', 1)).toEqual(document)
    for (const version of [1, 12]) await expect(store.readNormalized('doc-1', version)).rejects.toMatchObject({ code: 'original_missing' })
    await expect(store.deleteNormalized('never-there', { keepVersion: 1 })).resolves.toBeUndefined()
  })

  it('says what it is about to keep before it can be found, and keeps nothing when that is refused', async () => {
    const store = await DiskFileStore.open(await makeTemporaryDirectory())
    const found: string[][] = []
    const beforeKept = async () => {
      found.push(await store.listOriginals())
    }
    const { contentHash } = await store.putOriginal(pieces('bytes'), { maxBytes: 100, beforeKept })
    expect(found).toEqual([[]])
    expect(await store.listOriginals()).toEqual([contentHash])
    const refusing = store.putOriginal(pieces('other bytes'), { maxBytes: 100, beforeKept: () => Promise.reject(new Error('no')) })
    await expect(refusing).rejects.toThrow('no')
    expect(await store.listOriginals()).toEqual([contentHash])
  })

  it('remembers over a restart what is being deleted', async () => {
    const directory = await makeTemporaryDirectory()
    const store = await DiskFileStore.open(directory)
    for (const id of ['doc-1', 'doc-2', 'doc-1']) await store.noteDeletion(id)
    await store.forgetDeletion('doc-2')
    await store.forgetDeletion('never-noted')
    expect(await (await DiskFileStore.open(directory)).listDeletions()).toEqual(['doc-1'])
    await expect(store.noteDeletion('../outside')).rejects.toMatchObject({ code: 'invalid_request' })
  })
})
