import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import { isExecutable, type LocatedBinary } from './locate-binary'

const verdictSchema = z.object({ path: z.string(), size: z.number(), modified: z.number(), sha256: z.string() })
type Verdict = z.infer<typeof verdictSchema>

/**
 * Makes a located binary ready to run and returns the path to run.
 *
 * A packaged binary must have `expectedSha256`. The verdict is remembered under `directory` with the file's size and
 * modification time, so that only the first start reads the 78 MB. An npm that ignores file modes leaves the file not
 * executable: it is then copied, because node_modules may belong to someone else.
 *
 * Errors: checksum_mismatch.
 */
export async function prepareBinary(binary: LocatedBinary, directory: string, expectedSha256: string): Promise<string> {
  if (binary.origin !== 'package') return binary.path
  await requireChecksum(binary.path, directory, expectedSha256)
  if (await isExecutable(binary.path)) return binary.path
  return copyExecutable(binary.path, join(directory, 'bin'), expectedSha256)
}

async function requireChecksum(path: string, directory: string, expectedSha256: string): Promise<void> {
  const file = await stat(path)
  const verdictPath = join(directory, 'verified-binary.json')
  const known = await readVerdict(verdictPath)
  if (known?.path === path && known.size === file.size && known.modified === file.mtimeMs && known.sha256 === expectedSha256) return
  const sha256 = await hashFile(path)
  if (sha256 !== expectedSha256) {
    throw new AppError('checksum_mismatch', `The Qdrant program ${path} has sha256 ${sha256}, expected ${expectedSha256}; it was not run`)
  }
  const verdict: Verdict = { path, size: file.size, modified: file.mtimeMs, sha256 }
  await writeFile(verdictPath, JSON.stringify(verdict), { mode: 0o600 })
}

async function readVerdict(path: string): Promise<Verdict | null> {
  try {
    return verdictSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    // Missing or damaged only means that the file is hashed again.
    return null
  }
}

async function copyExecutable(source: string, folder: string, expectedSha256: string): Promise<string> {
  const target = join(folder, `qdrant-${expectedSha256.slice(0, 12)}`)
  if ((await isExecutable(target)) && (await hashFile(target)) === expectedSha256) return target
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const unfinished = `${target}.${randomUUID()}`
  try {
    await copyFile(source, unfinished)
    await chmod(unfinished, 0o700)
    await rename(unfinished, target)
  } finally {
    await rm(unfinished, { force: true })
  }
  return target
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}
