import { randomBytes } from 'node:crypto'
import { chmod, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Returns the API key kept in `<directory>/api-key` (mode 0600), made of 32 random bytes when there is none yet. */
export async function ensureServerKey(directory: string): Promise<string> {
  const path = join(directory, 'api-key')
  const kept = await readKey(path)
  if (kept) {
    await chmod(path, 0o600)
    return kept
  }
  const key = randomBytes(32).toString('hex')
  const unfinished = `${path}.${process.pid}`
  await writeFile(unfinished, key, { mode: 0o600 })
  await rename(unfinished, path)
  return key
}

async function readKey(path: string): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return /^[0-9a-f]{64}$/.test(text.trim()) ? text.trim() : null
}
