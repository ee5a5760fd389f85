import { createHash } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { watch as watchPaths } from 'chokidar'
import { AppError } from '@/lib/domain/app-error'
import type { FolderFile, FolderListing, WatchedFolder } from '@/lib/domain/ports/folder/watched-folder'
import { hasErrorCode, toStorageError } from '../storage-error'
import { isLeftOut } from './is-left-out'

/** A folder deeper than this is a mistake or a loop of mounts. */
const deepest = 40
const readBytes = 256 * 1024

export interface DiskWatchedFolderOptions {
  path: string
  /** Makes the name of a document of a path. Errors: invalid_request when nothing is left of it. */
  tidySource: (path: string) => string
  /** Told when the system cannot say what changes; the folder is then looked at from time to time only. */
  onWatchError: (error: AppError) => void
}

/**
 * A folder of the person's own, only ever read. Symbolic links are left out rather than resolved: none can then lead out of the
 * folder or round in it, and what a link points to inside of it is found in its own place.
 */
export class DiskWatchedFolder implements WatchedFolder {
  readonly path: string
  private readonly options: DiskWatchedFolderOptions

  constructor(options: DiskWatchedFolderOptions) {
    this.options = options
    this.path = options.path
  }

  async list(): Promise<FolderListing | null> {
    const files = new Map<string, FolderFile>()
    const listing: FolderListing = { files: [], twins: [], unreadable: [] }
    if (!(await this.walk('', 0, files, listing))) return null
    return { ...listing, files: [...files.values()] }
  }

  async look(file: FolderFile): Promise<FolderFile | null> {
    const stats = await statsOf(join(this.path, file.path))
    return stats?.isFile() === true ? { ...file, ...measuresOf(stats) } : null
  }

  async *read(file: FolderFile): AsyncGenerator<Uint8Array> {
    try {
      // A link that took the file's place since is not followed.
      const handle = await open(join(this.path, file.path), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
      yield* handle.createReadStream({ highWaterMark: readBytes })
    } catch (error) {
      if (isUnreadable(error) || hasErrorCode(error, 'ELOOP')) throw new AppError('original_missing', 'A file of the folder cannot be read', { cause: error })
      throw toStorageError('Reading a file of the folder', error)
    }
  }

  async hash(file: FolderFile): Promise<string> {
    const hash = createHash('sha256')
    for await (const piece of this.read(file)) hash.update(piece)
    return hash.digest('hex')
  }

  async watch(onChange: () => void): Promise<() => Promise<void>> {
    const watcher = watchPaths(this.path, {
      ignoreInitial: true,
      followSymlinks: false,
      ignorePermissionErrors: true,
      ignored: (path) => path !== this.path && isLeftOut(path.slice(path.lastIndexOf('/') + 1)),
    })
    watcher.on('all', onChange)
    watcher.on('error', (error) => this.options.onWatchError(toStorageError('Watching the folder', error)))
    return () => watcher.close()
  }

  /** False when the folder cannot be read. */
  private async walk(below: string, depth: number, files: Map<string, FolderFile>, listing: FolderListing): Promise<boolean> {
    const entries = await readdir(join(this.path, below), { withFileTypes: true }).catch((error: unknown) => {
      if (isUnreadable(error)) return null
      throw toStorageError('Reading the folder', error)
    })
    if (entries === null) return false
    for (const entry of entries) {
      const path = `${below}${entry.name}`
      if (isLeftOut(entry.name)) continue
      if (entry.isDirectory()) {
        const isRead = depth < deepest && (await this.walk(`${path}/`, depth + 1, files, listing))
        if (!isRead) listing.unreadable.push(`${this.options.tidySource(path)}/`)
      } else if (entry.isFile()) await this.addFile(path, files, listing)
    }
    return true
  }

  private async addFile(path: string, files: Map<string, FolderFile>, listing: FolderListing): Promise<void> {
    const stats = await statsOf(join(this.path, path))
    if (stats?.isFile() !== true) return
    const file = { path, source: this.options.tidySource(path), ...measuresOf(stats) }
    if (files.has(file.source)) listing.twins.push(file)
    else files.set(file.source, file)
  }
}

async function statsOf(path: string): Promise<Stats | null> {
  try {
    return await lstat(path)
  } catch (error) {
    if (isUnreadable(error)) return null
    throw toStorageError('Looking at a file of the folder', error)
  }
}

/** Gone, forbidden, or on a disk that does not answer. */
function isUnreadable(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EIO', 'ESTALE', 'ENOTCONN', 'EHOSTDOWN', 'ETIMEDOUT'].some((code) => hasErrorCode(error, code))
}

function measuresOf(stats: Stats): Pick<FolderFile, 'byteSize' | 'modifiedAt' | 'touchedAt'> {
  return { byteSize: stats.size, modifiedAt: stats.mtimeMs, touchedAt: Math.max(stats.mtimeMs, stats.ctimeMs) }
}
