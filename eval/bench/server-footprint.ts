import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readProcessTree } from '../running-app/process-tree'

/** Bytes. Pages of mapped files count as resident while they are in memory; the kernel takes them back when it needs them. */
export interface ServerFootprint {
  resident: number
  /** Of `resident`, what is not backed by a file. */
  anonymous: number
  /** The most `resident` was since the server started. */
  peak: number
  disk: number
}

/** Of the one Qdrant that this process started. Zeroes for memory where there is no /proc. */
export async function readServerFootprint(directory: string): Promise<ServerFootprint> {
  // The shell that guards the server has its name on the command line as well.
  const [server] = readProcessTree(process.pid)
    .filter(({ kind }) => kind === 'qdrant')
    .sort((left, right) => right.residentBytes - left.residentBytes)
  const disk = await sizeOfFolder(directory)
  if (server === undefined) return { resident: 0, anonymous: 0, peak: 0, disk }
  const status = await readFile(`/proc/${server.pid}/status`, 'utf8')
  const anonymous = Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
  return { resident: server.residentBytes, anonymous, peak: server.peakBytes, disk }
}

/** What it takes on the disk: the server's files are as long as they may become, and mostly holes at first. */
async function sizeOfFolder(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true })
  // Files of a segment that is being replaced may go at any time.
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ blocks }) => blocks * 512,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
