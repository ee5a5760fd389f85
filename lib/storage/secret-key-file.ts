import { randomBytes, randomUUID } from 'node:crypto'
import { chmod, link, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/domain/app-error'
import { hasErrorCode, wrapStorageError } from './storage-error'
import { writeDurably } from './write-durably'

const keyBytes = 32

/**
 * The data directory's own key for small secrets: 32 random bytes in `secret.key`, made at the first start and readable
 * by its owner alone; wider permissions are taken back. Without the file what was sealed cannot be opened again.
 * Errors: storage_failed.
 */
export async function openSecretKeyFile(dataDirectory: string): Promise<Buffer> {
  const file = path.join(dataDirectory, 'secret.key')
  return wrapStorageError('Opening the secret key file', async () => {
    const key = (await readExisting(file)) ?? (await create(file))
    if (key.length !== keyBytes) throw new AppError('storage_failed', `${file} must hold exactly ${keyBytes} bytes. Restore it from a backup`)
    if (((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600)
    return key
  })
}

async function readExisting(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return null
    throw error
  }
}

/** Linking the finished file into place fails when another process was first; then its key is the one to use. */
async function create(file: string): Promise<Buffer> {
  const temporary = `${file}.${randomUUID()}`
  try {
    await writeDurably(temporary, randomBytes(keyBytes), 0o600)
    await link(temporary, file)
  } catch (error) {
    if (!hasErrorCode(error, 'EEXIST')) throw error
  } finally {
    await rm(temporary, { force: true })
  }
  return readFile(file)
}
