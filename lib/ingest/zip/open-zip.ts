import { buffer } from 'node:stream/consumers'
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl'
import { AppError } from '@/lib/domain/app-error'

/**
 * A ZIP container whose members are read one by one, into memory only. Names are keys and never become paths of the file system.
 * yauzl was chosen since it believes the central directory alone and stops a member that grows beyond its declared size;
 * JSZip and fflate either inflate first or cut silently.
 */
export interface ZipArchive {
  /** In the order of the directory, as the archive spells them. */
  names: string[]
  /** Ignores case, as office programs do. Errors: damaged_file, password_required, parse_memory_exceeded. */
  read(name: string): Promise<Buffer | null>
  /** Refuses members whose declared sizes break the limits, for readers that inflate by themselves. Errors: parse_memory_exceeded. */
  expectWithinLimits(isRead: (name: string) => boolean): void
  close(): void
}

/** An office document of 2,000 members has hundreds of slides or pictures; an archive of millions of empty ones is an attack. */
const maxEntries = 2_000
/** Uncompressed, over all members that are read. Members nobody reads (pictures, films) cost nothing. */
const maxTotalBytes = 200_000_000
/** Deflate reaches 1,032:1 on zeros; the XML of large sheets stays under 60:1. */
const maxRatio = 200
const ratioFreeBytes = 1_000_000

/** Opens the bytes of an archive, or a file by its path. Errors: damaged_file, parse_memory_exceeded. */
export async function openZip(original: Uint8Array | string): Promise<ZipArchive> {
  const file = await openFile(original)
  try {
    return archiveOf(file, await listEntries(file))
  } catch (error) {
    file.close()
    throw error
  }
}

async function openFile(original: Uint8Array | string): Promise<ZipFile> {
  try {
    if (typeof original === 'string') return await openPromise(original, { lazyEntries: true, autoClose: false })
    return await fromBufferPromise(Buffer.from(original.buffer, original.byteOffset, original.byteLength), { lazyEntries: true })
  } catch (error) {
    throw damaged(error)
  }
}

async function listEntries(file: ZipFile): Promise<Entry[]> {
  if (file.entryCount > maxEntries) throw overLimit(`more than ${maxEntries} members`)
  const entries: Entry[] = []
  try {
    for await (const entry of file.eachEntry()) entries.push(entry)
  } catch (error) {
    throw damaged(error)
  }
  return entries
}

function archiveOf(file: ZipFile, entries: Entry[]): ZipArchive {
  const byName = new Map(entries.toReversed().map((entry) => [entry.fileName.toLowerCase(), entry]))
  let totalBytes = 0
  return {
    names: entries.map((entry) => entry.fileName),
    async read(name) {
      const entry = byName.get(name.toLowerCase())
      if (entry === undefined) return null
      totalBytes += entry.uncompressedSize
      expectEntryWithinLimits(entry, totalBytes)
      return readEntry(file, entry)
    },
    expectWithinLimits(isRead) {
      let declaredBytes = 0
      for (const entry of entries.filter(({ fileName }) => isRead(fileName))) {
        declaredBytes += entry.uncompressedSize
        expectEntryWithinLimits(entry, declaredBytes)
      }
    },
    close: () => file.close(),
  }
}

function expectEntryWithinLimits(entry: Entry, totalBytes: number): void {
  if (totalBytes > maxTotalBytes) throw overLimit(`more than ${maxTotalBytes} bytes uncompressed`)
  if (entry.uncompressedSize > ratioFreeBytes && entry.uncompressedSize > entry.compressedSize * maxRatio)
    throw overLimit(`a member compressed more than ${maxRatio}:1`)
}

async function readEntry(file: ZipFile, entry: Entry): Promise<Buffer> {
  if (entry.isEncrypted()) throw new AppError('password_required', 'A member of the archive is encrypted')
  try {
    return await buffer(await file.openReadStreamPromise(entry))
  } catch (error) {
    throw damaged(error)
  }
}

function damaged(cause: unknown): AppError {
  return new AppError('damaged_file', 'The ZIP container could not be read', { cause })
}

function overLimit(what: string): AppError {
  return new AppError('parse_memory_exceeded', `The ZIP container holds ${what}`)
}
