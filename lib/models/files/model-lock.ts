// What was fetched where no hash was known beforehand: the commit, and each file's size and sha256 as the hub named and the bytes
// proved. From then on these are as binding as the manifest's own (trust on first use).
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ModelFile, ModelFileSet } from '../manifest/model-entry'

export const lockFileName = 'model.lock.json'

const lockShape = z.object({
  /** Null for files that a person put there themselves. */
  repository: z.string().nullable(),
  revision: z.string().nullable(),
  files: z.record(z.string(), z.object({ bytes: z.int(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
})

export type ModelLock = z.infer<typeof lockShape>

/** Models that are pinned whole have no lock. */
export function needsLock(model: Pick<ModelFileSet, 'files'>): boolean {
  return model.files.some((file) => file.accepted.length === 0)
}

/** Null when there is none, or none that can be read. */
export async function readModelLock(folder: string): Promise<ModelLock | null> {
  try {
    const parsed = lockShape.safeParse(JSON.parse(await readFile(join(folder, lockFileName), 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    // Missing or half-written: the files then count as not recorded, and a fetch records them.
    return null
  }
}

export async function writeModelLock(folder: string, lock: ModelLock): Promise<void> {
  const draft = join(folder, `${lockFileName}.${process.pid}`)
  await writeFile(draft, `${JSON.stringify(lock, null, 2)}\n`)
  await rename(draft, join(folder, lockFileName))
}

/** The manifest's file with what the lock says of it, where the manifest says nothing. */
export function withLockedContents(file: ModelFile, lock: ModelLock | null): ModelFile {
  const recorded = lock?.files[file.path]
  return file.accepted.length > 0 || !recorded ? file : { ...file, accepted: [recorded] }
}
