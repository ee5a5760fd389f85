import { createHash, randomUUID } from 'node:crypto'
import { access, type FileHandle, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/domain/app-error'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import type { FileStore, PutOriginalOptions } from '@/lib/domain/ports/file-store'
import { packNormalized, unpackNormalized } from './normalized-file'
import { readFileStream } from './read-file-stream'
import { hasErrorCode, toStorageError, wrapStorageError } from './storage-error'
import { isContentHash, StorageLayout } from './storage-layout'
import { syncDirectory, writeDurably } from './write-durably'

/**
 * Files below the data directory: `originals/ab/cd/<sha256>`, `normalized/<document>/<version>.json.gz` and `deletions/<document>`.
 * Everything is written under a temporary name, flushed, and then renamed: a file under its own name is always whole.
 */
export class DiskFileStore implements FileStore {
  readonly #layout: StorageLayout

  private constructor(layout: StorageLayout) {
    this.#layout = layout
  }

  /** Creates the folders and removes what an interrupted write left. Errors: storage_failed. */
  static async open(dataDirectory: string): Promise<DiskFileStore> {
    const layout = new StorageLayout(dataDirectory)
    await wrapStorageError('Preparing the file storage', async () => {
      await rm(layout.incoming, { recursive: true, force: true })
      for (const directory of [layout.incoming, layout.originals, layout.normalized, layout.deletions]) await mkdir(directory, { recursive: true })
    })
    return new DiskFileStore(layout)
  }

  async putOriginal(content: AsyncIterable<Uint8Array>, options: PutOriginalOptions): Promise<{ contentHash: string; byteSize: number }> {
    const temporary = this.#temporaryPath()
    try {
      const written = await writeCounted(temporary, content, options.maxBytes)
      await options.beforeKept?.(written.contentHash)
      await this.#moveIntoPlace(temporary, this.#layout.original(written.contentHash))
      return written
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  }

  async originalPath(contentHash: string): Promise<string> {
    const file = this.#layout.original(contentHash)
    await existing('Looking for an original', () => access(file))
    return file
  }

  async readOriginal(contentHash: string, part?: { start: number; end: number }): Promise<{ stream: ReadableStream<Uint8Array>; byteSize: number }> {
    return existing('Reading an original', () => readFileStream(this.#layout.original(contentHash), part))
  }

  async deleteOriginal(contentHash: string): Promise<void> {
    await wrapStorageError('Deleting an original', () => rm(this.#layout.original(contentHash), { force: true }))
  }

  async listOriginals(): Promise<string[]> {
    const names = await wrapStorageError('Listing the originals', () => readdir(this.#layout.originals, { recursive: true }))
    return names.map((name) => path.basename(name)).filter(isContentHash)
  }

  async putNormalized(documentId: string, version: number, document: NormalizedDocument): Promise<void> {
    const file = this.#layout.normalizedVersion(documentId, version)
    const temporary = this.#temporaryPath()
    try {
      await wrapStorageError('Writing normalized text', async () => writeDurably(temporary, await packNormalized(document)))
      await this.#moveIntoPlace(temporary, file)
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  }

  async readNormalized(documentId: string, version: number): Promise<NormalizedDocument> {
    return unpackNormalized(await existing('Reading normalized text', () => readFile(this.#layout.normalizedVersion(documentId, version))))
  }

  async deleteNormalized(documentId: string, options: { keepVersion?: number } = {}): Promise<void> {
    const directory = this.#layout.normalizedOf(documentId)
    const kept = options.keepVersion === undefined ? null : path.basename(this.#layout.normalizedVersion(documentId, options.keepVersion))
    await wrapStorageError('Deleting normalized text', async () => {
      if (kept === null) return rm(directory, { recursive: true, force: true })
      for (const name of await namesIn(directory)) if (name !== kept) await rm(path.join(directory, name), { force: true })
    })
  }

  async noteDeletion(documentId: string): Promise<void> {
    const file = this.#layout.deletion(documentId)
    await wrapStorageError('Noting a deletion', async () => {
      // Noted before, and not finished: the note is there already.
      await writeFile(file, '', { flag: 'a' })
      await syncDirectory(this.#layout.deletions)
    })
  }

  async forgetDeletion(documentId: string): Promise<void> {
    await wrapStorageError('Forgetting a deletion', () => rm(this.#layout.deletion(documentId), { force: true }))
  }

  async listDeletions(): Promise<string[]> {
    return wrapStorageError('Listing deletions', () => readdir(this.#layout.deletions))
  }

  #temporaryPath(): string {
    return path.join(this.#layout.incoming, randomUUID())
  }

  async #moveIntoPlace(temporary: string, file: string): Promise<void> {
    await wrapStorageError('Putting a file in its place', async () => {
      const directory = path.dirname(file)
      const firstCreated = await mkdir(directory, { recursive: true })
      await rename(temporary, file)
      await syncDirectory(directory)
      if (firstCreated !== undefined) await syncUpwards(directory, path.dirname(firstCreated))
    })
  }
}

/** A folder that is not there holds nothing. */
async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory)
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return []
    throw error
  }
}

/** Folders that were just made must reach the disk as well, up to the one that was there before. */
async function syncUpwards(directory: string, top: string): Promise<void> {
  for (let current = directory; current !== top; ) {
    current = path.dirname(current)
    await syncDirectory(current)
  }
}

/** Errors of `content` itself pass through as they are: they are the sender's, not the disk's. */
async function writeCounted(file: string, content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<{ contentHash: string; byteSize: number }> {
  const handle = await wrapStorageError('Writing an original', () => open(file, 'wx'))
  try {
    const written = await copyCounted(handle, content, maxBytes)
    await wrapStorageError('Writing an original', () => handle.sync())
    return written
  } finally {
    await handle.close()
  }
}

async function copyCounted(handle: FileHandle, content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<{ contentHash: string; byteSize: number }> {
  const hash = createHash('sha256')
  let byteSize = 0
  for await (const piece of content) {
    byteSize += piece.byteLength
    if (byteSize > maxBytes) throw new AppError('payload_too_large', `A file is larger than ${maxBytes} bytes`)
    hash.update(piece)
    await wrapStorageError('Writing an original', () => handle.appendFile(piece))
  }
  return { contentHash: hash.digest('hex'), byteSize }
}

async function existing<Result>(name: string, operation: () => Promise<Result>): Promise<Result> {
  try {
    return await operation()
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) throw new AppError('original_missing', `${name} failed: the file is not there`, { cause: error })
    throw toStorageError(name, error)
  }
}
