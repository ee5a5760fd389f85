import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { AppError } from '@/lib/domain/app-error'
import { decodeMemberNames } from './decode-member-names'

/** One file in an archive, as the archive describes it. Folders are not listed. */
export interface ArchiveMember {
  /** Untrusted; with forward slashes. */
  path: string
  byteSize: number
  compressedSize: number
  /** Why it is not taken: a password, a link or device, a method nobody knows, a path that leads out of the archive. */
  refusal: AppError | null
  /** Errors while reading: archive_refused when the bytes are not those that the archive promises. */
  read(): AsyncGenerator<Uint8Array>
}

/** Archives for more than this are made to exhaust whoever lists them. */
const mostEntries = 10_000
const fileKind = 0o170000
const regularFile = 0o100000

/**
 * Opens an archive on disk for unpacking. Its members come in the order of its directory and are read one at a time, as streams.
 * Errors: archive_refused for a damaged archive or more than 10,000 entries.
 */
export async function openArchive(path: string): Promise<{ members: ArchiveMember[]; close(): void }> {
  const file = await openFile(path)
  try {
    const entries = await listEntries(file)
    const names = decodeMemberNames(entries)
    const members = entries.map((entry, index) => toMember(file, entry, (names[index] ?? '').replaceAll('\\', '/')))
    return { members: members.filter((member) => !member.path.endsWith('/')), close: () => file.close() }
  } catch (error) {
    file.close()
    throw error
  }
}

async function openFile(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false })
  } catch (error) {
    throw refused('The archive is damaged', error)
  }
}

async function listEntries(file: ZipFile): Promise<Entry[]> {
  if (file.entryCount > mostEntries) throw refused(`The archive lists more than ${mostEntries} entries`)
  const entries: Entry[] = []
  try {
    for await (const entry of file.eachEntry()) entries.push(entry)
  } catch (error) {
    throw refused('The directory of the archive is damaged', error)
  }
  return entries
}

function toMember(file: ZipFile, entry: Entry, path: string): ArchiveMember {
  const { uncompressedSize: byteSize, compressedSize } = entry
  return { path, byteSize, compressedSize, refusal: refusalOf(entry, path), read: () => readMember(file, entry) }
}

function refusalOf(entry: Entry, path: string): AppError | null {
  if (entry.isEncrypted()) return new AppError('password_required', 'A member of the archive is encrypted')
  if (!entry.canDecodeFileData()) return refused(`A member is compressed by method ${entry.compressionMethod}`)
  // The upper half holds the mode where a system with such modes wrote the archive, else nothing.
  const kind = (entry.externalFileAttributes >>> 16) & fileKind
  if (kind !== 0 && kind !== regularFile) return refused('A member is a link or a device')
  if (path.startsWith('/') || /^[a-z]:/i.test(path) || path.includes('\0') || path.split('/').includes('..')) return refused('A path leads out of the archive')
  return null
}

/** yauzl ends a member that is longer or shorter than promised; that its bytes are the right ones is checked here. */
async function* readMember(file: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  let checksum = 0
  try {
    for await (const bytes of await file.openReadStreamPromise(entry)) {
      checksum = crc32(bytes, checksum)
      yield bytes
    }
  } catch (error) {
    throw refused('A member of the archive could not be unpacked', error)
  }
  if (checksum !== entry.crc32) throw refused('A member of the archive is damaged')
}

function refused(what: string, cause?: unknown): AppError {
  return new AppError('archive_refused', what, { cause })
}
