import { AppError, toAppError } from '@/lib/domain/app-error'
import type { DocumentRecord } from '@/lib/domain/document'
import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { FileStore } from '@/lib/domain/ports/file-store'
import { beginsLikeZip, isArchive } from '@/lib/ingest/zip/is-archive'
import { type ArchiveMember, openArchive } from '@/lib/ingest/zip/list-members'
import type { AddedDocument, IncomingDocument } from '../add-document'
import type { KeyedLocks } from '../keyed-locks'
import { deleteUnreferencedOriginal, originalLock } from '../unreferenced-originals'
import { peekBytes } from './peek-bytes'
import { UnpackBudget, type UnpackLimits, unpackLimits } from './unpack-budget'

export interface TakeUploadParts {
  files: FileStore
  documents: DocumentStore
  /** Shared with everything that deletes originals. */
  locks: KeyedLocks
  addDocument: (incoming: IncomingDocument) => Promise<AddedDocument>
  /** Makes a label of a member's path. Errors: invalid_request when nothing is left. */
  tidySource: (name: string) => string
  limits?: UnpackLimits
}

/** In the order of the upload: what is in, and what is not. */
export interface TakenUpload {
  documents: DocumentRecord[]
  refused: Array<{ source: string; error: AppError }>
}

interface Unpacking {
  budget: UnpackBudget
  limits: UnpackLimits
  /** Content hashes of the archives around this one. */
  around: string[]
  sources: Set<string>
  taken: TakenUpload
}

/**
 * Takes one uploaded file in: a document as it is, an archive member by member, each as a document called
 * `<archive>/<path inside>`. A ZIP's directory stands at its end, so anything that begins like one is put on disk first; it lies
 * among the originals, under the same locks and limits, and a crash leaves nothing that the next start would not remove.
 * Members are streamed from there and never become paths of the file system: their names are labels.
 * A member that is refused does not stop the others; over a limit of the whole archive the rest is not taken.
 */
export async function takeUpload(parts: TakeUploadParts, incoming: IncomingDocument): Promise<TakenUpload> {
  const limits = parts.limits ?? unpackLimits
  const unpacking = { budget: new UnpackBudget(limits), limits, around: [], sources: new Set<string>(), taken: { documents: [], refused: [] } }
  await takeFile(parts, incoming, unpacking)
  return unpacking.taken
}

async function takeFile(parts: TakeUploadParts, incoming: IncomingDocument, unpacking: Unpacking): Promise<void> {
  try {
    const { head, content } = await peekBytes(incoming.content, 4)
    if (beginsLikeZip(head)) await takeContainer(parts, { ...incoming, content }, unpacking)
    else unpacking.taken.documents.push((await parts.addDocument({ ...incoming, content })).document)
  } catch (thrown) {
    unpacking.taken.refused.push({ source: incoming.source, error: toAppError(thrown) })
  }
}

async function takeContainer(parts: TakeUploadParts, incoming: IncomingDocument, unpacking: Unpacking): Promise<void> {
  const { contentHash, release } = await storeContainer(parts, incoming, unpacking)
  try {
    const path = await parts.files.originalPath(contentHash)
    if (await isArchive(path)) {
      await unpack(parts, incoming, path, { ...unpacking, around: [...unpacking.around, contentHash] })
      return
    }
    const { stream } = await parts.files.readOriginal(contentHash)
    // Adding the document holds the same lock.
    release()
    unpacking.taken.documents.push((await parts.addDocument({ ...incoming, content: stream })).document)
  } finally {
    release()
    await deleteUnreferencedOriginal(parts, contentHash)
  }
}

async function storeContainer({ files, locks }: TakeUploadParts, incoming: IncomingDocument, { around }: Unpacking) {
  let release = () => {}
  const beforeKept = async (contentHash: string) => {
    // Such archives exist; waiting for the one around it would never end.
    if (around.includes(contentHash)) throw new AppError('archive_refused', 'The archive holds itself')
    release = await locks.acquire(originalLock(contentHash))
  }
  try {
    const { contentHash } = await files.putOriginal(incoming.content, { maxBytes: incoming.maxBytes, beforeKept })
    return { contentHash, release }
  } catch (error) {
    release()
    throw error
  }
}

async function unpack(parts: TakeUploadParts, archive: IncomingDocument, path: string, unpacking: Unpacking): Promise<void> {
  const { budget, limits, around } = unpacking
  if (around.length > limits.maxDepth) throw new AppError('archive_refused', `Archives lie inside each other more than ${limits.maxDepth} deep`)
  const { members, close } = await openArchive(path)
  try {
    const files = members.filter((member) => !isClutter(member.path))
    if (files.length === 0) throw new AppError('archive_refused', 'The archive holds no file')
    for (const member of files) {
      budget.spend(member)
      await takeMember(parts, archive, member, unpacking)
      if (budget.isSpent) return
    }
  } finally {
    close()
  }
}

/** Hidden files and what macOS and Windows leave in every folder. */
function isClutter(path: string): boolean {
  return path.split('/').some((name) => /^\.[^.]/.test(name) || name === '__MACOSX' || /^(?:thumbs\.db|desktop\.ini)$/i.test(name))
}

async function takeMember(parts: TakeUploadParts, archive: IncomingDocument, member: ArchiveMember, unpacking: Unpacking): Promise<void> {
  const { limits, sources, taken } = unpacking
  const source = parts.tidySource(`${archive.source}/${member.path}`)
  const refusal = member.refusal ?? refusalOf(member, sources.has(source), limits)
  if (refusal !== null) {
    taken.refused.push({ source, error: refusal })
    return
  }
  sources.add(source)
  await takeFile(parts, { source, origin: archive.origin, content: member.read(), maxBytes: limits.maxMemberBytes }, unpacking)
}

function refusalOf(member: ArchiveMember, isTaken: boolean, limits: UnpackLimits): AppError | null {
  if (isTaken) return new AppError('archive_refused', 'Another member of the archive has the same name')
  return member.byteSize > limits.maxMemberBytes ? new AppError('payload_too_large', `A member is larger than ${limits.maxMemberBytes} bytes`) : null
}
