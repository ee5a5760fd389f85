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
  /** What the system lets this program and everything that it starts have, mapped files included; null without a limit. */
  limit: number | null
  disk: number
}

/** Of the one Qdrant that this process started. Zeroes for memory where there is no /proc. */
export async function readServerFootprint(directory: string): Promise<ServerFootprint> {
  // The shell that guards the server has its name on the command line as well.
  const [server] = readProcessTree(process.pid)
    .filter(({ kind }) => kind === 'qdrant')
    .sort((left, right) => right.residentBytes - left.residentBytes)
  const disk = await sizeOfFolder(directory)
  const limit = await readMemoryLimit()
  if (server === undefined) return { resident: 0, anonymous: 0, peak: 0, limit, disk }
  const status = await readFile(`/proc/${server.pid}/status`, 'utf8')
  const anonymous = Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
  return { resident: server.residentBytes, anonymous, peak: server.peakBytes, limit, disk }
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

/** Files of a control group that hold its limit, in the second and in the first version of such groups. */
const limitFiles = [
  { controller: '', file: (group: string) => join('/sys/fs/cgroup', group, 'memory.max') },
  { controller: 'memory', file: (group: string) => join('/sys/fs/cgroup/memory', group, 'memory.limit_in_bytes') },
]

async function readMemoryLimit(): Promise<number | null> {
  const groups = (await readFile('/proc/self/cgroup', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'))
  for (const { controller, file } of limitFiles) {
    const group = groups.find(([, controllers]) => controllers === controller)?.[2]
    const limit = group === undefined ? Number.NaN : Number(await readFile(file(group), 'utf8').catch(() => ''))
    // Where none is set the first version says a number larger than any memory.
    if (limit > 0 && limit < 2 ** 50) return limit
  }
  return null
}
