import { randomUUID } from 'node:crypto'
import { readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { type ErrorCode, errorCatalog } from '@/lib/domain/error-catalog'
import type { FolderRecord, FolderRecordStore } from '@/lib/domain/ports/folder/watched-folder'
import { hasErrorCode, wrapStorageError } from '../storage-error'
import { syncDirectory, writeDurably } from '../write-durably'

const entry = z.object({
  byteSize: z.number(),
  modifiedAt: z.number(),
  documentId: z.string().nullable(),
  contentHash: z.string().nullable(),
  refusal: z.enum(Object.keys(errorCatalog) as [ErrorCode, ...ErrorCode[]]).nullable(),
})
const record: z.ZodType<FolderRecord> = z.object({ folder: z.string(), entries: z.record(z.string(), entry), kept: z.array(z.string()) })

/** What is remembered of the folder, as `folder.json` in the data directory. A file that cannot be understood counts as none. */
export class FolderRecordFile implements FolderRecordStore {
  private readonly file: string

  constructor(dataDirectory: string) {
    this.file = join(dataDirectory, 'folder.json')
  }

  async read(): Promise<FolderRecord | null> {
    const text = await wrapStorageError('Reading what is known of the folder', () => readFile(this.file, 'utf8').catch(nullWhenMissing))
    if (text === null) return null
    try {
      return record.safeParse(JSON.parse(text)).data ?? null
    } catch (error) {
      if (error instanceof SyntaxError) return null
      throw error
    }
  }

  async write(value: FolderRecord): Promise<void> {
    const temporary = `${this.file}.${randomUUID()}`
    await wrapStorageError('Writing what is known of the folder', async () => {
      try {
        await writeDurably(temporary, Buffer.from(JSON.stringify(value)), 0o600)
        await rename(temporary, this.file)
        await syncDirectory(dirname(this.file))
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
    })
  }
}

function nullWhenMissing(error: unknown): null {
  if (hasErrorCode(error, 'ENOENT')) return null
  throw error
}
