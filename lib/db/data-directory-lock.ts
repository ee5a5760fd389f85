import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { type Client, createClient } from '@libsql/client'
import { AppError } from '@/lib/domain/app-error'

export interface DataDirectoryLock {
  release(): Promise<void>
}

const pauseMilliseconds = 100

/**
 * Makes sure that one app alone works in a data directory, by holding an exclusive transaction on `lock.sqlite` in it
 * for as long as the app lives.
 *
 * The lock is the kernel's: it ends with the process however that ends, so there is never a stale one to clear away,
 * as there would be with a file that holds a process id (rejected: ids are used again, and differ between containers).
 * It keeps asking for `waitMilliseconds` (default 3000), since the app before may still be ending.
 * Errors: data_directory_in_use, storage_failed.
 */
export async function lockDataDirectory(dataDirectory: string, options: { waitMilliseconds?: number } = {}): Promise<DataDirectoryLock> {
  const deadline = Date.now() + (options.waitMilliseconds ?? 3000)
  const client = await openLockFile(dataDirectory)
  for (;;) {
    if (await tryToLock(client, dataDirectory)) return { release: () => release(client) }
    if (Date.now() >= deadline) {
      client.close()
      throw new AppError('data_directory_in_use', `Another process holds the lock of ${dataDirectory}`)
    }
    await sleep(pauseMilliseconds)
  }
}

/** The driver closes a connection only once its statements are collected as garbage; the rollback lets go at once. */
async function release(client: Client): Promise<void> {
  if (client.closed) return
  await client.execute('ROLLBACK')
  client.close()
}

async function openLockFile(dataDirectory: string): Promise<Client> {
  try {
    await mkdir(dataDirectory, { recursive: true })
    return createClient({ url: pathToFileURL(path.join(path.resolve(dataDirectory), 'lock.sqlite')).href, timeout: 0 })
  } catch (error) {
    throw new AppError('storage_failed', `The data directory ${dataDirectory} cannot be written to`, { cause: error })
  }
}

async function tryToLock(client: Client, dataDirectory: string): Promise<boolean> {
  try {
    await client.execute('BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return false
    client.close()
    throw new AppError('storage_failed', `The data directory ${dataDirectory} could not be locked`, { cause: error })
  }
}
