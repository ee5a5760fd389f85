import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const prefix = '.fetch-'
const staleMilliseconds = 24 * 60 * 60_000

/**
 * A fresh folder below `modelsDirectory`, on the same file system as the models so that finished files can be renamed into
 * place. Its name holds the process's id, so that a later fetch knows the leftovers of a dead one from a running one.
 */
export async function createTemporaryFolder(modelsDirectory: string): Promise<string> {
  await mkdir(modelsDirectory, { recursive: true })
  return mkdtemp(join(modelsDirectory, `${prefix}${process.pid}-`))
}

/** Removes what interrupted fetches left behind. */
export async function removeStaleTemporaryFolders(modelsDirectory: string): Promise<void> {
  const names = await readdir(modelsDirectory).catch(() => [] as string[])
  for (const name of names.filter((candidate) => candidate.startsWith(prefix))) {
    const folder = join(modelsDirectory, name)
    if (!isRunning(Number(name.slice(prefix.length).split('-')[0])) || (await isStale(folder))) await rm(folder, { recursive: true, force: true })
  }
}

export function isRunning(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function isStale(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => null)
  return found !== null && Date.now() - found.mtimeMs > staleMilliseconds
}
