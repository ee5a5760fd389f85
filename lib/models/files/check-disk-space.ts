import { mkdir, statfs } from 'node:fs/promises'
import { AppError } from '@/lib/domain/app-error'

/** What stays free beside the files. */
const spareBytes = 50_000_000

/** Errors: disk_full when the folder's disk has no room for `bytes` more. A file system that does not tell is believed to have room. */
export async function checkDiskSpace(folder: string, bytes: number, readFree: (folder: string) => Promise<number | null> = readFreeBytes): Promise<void> {
  await mkdir(folder, { recursive: true })
  const free = await readFree(folder)
  if (free === null || free >= bytes + spareBytes) return
  throw new AppError('disk_full', `${folder} needs ${megabytes(bytes)} MB for the model, and ${megabytes(free)} MB are free`)
}

async function readFreeBytes(folder: string): Promise<number | null> {
  const found = await statfs(folder).catch(() => null)
  return found && found.bsize > 0 ? found.bavail * found.bsize : null
}

function megabytes(bytes: number): string {
  return Math.ceil(bytes / 1_000_000).toString()
}
