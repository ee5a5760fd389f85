import { AppError, toAppError } from '@/lib/domain/app-error'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { FolderEntry, FolderFile, FolderRecord } from '@/lib/domain/ports/folder/watched-folder'
import type { FolderParts } from './folder-parts'

/**
 * Brings one new or changed file into the library: under the document that it was before it moved, where there is one, else as a
 * document of its own. A file that is refused is noted with the reason and left alone until it changes.
 *
 * A document of the same name that a person uploaded is theirs: the file is noted as a conflict and taken once the name is free.
 * Rejected: replacing it, which would lose what the person gave the app by hand to a file they may have forgotten.
 * `gone`: names whose file is not there any more. Returns false when the file is not done with and must be looked at again.
 */
export async function takeFile(parts: FolderParts, record: FolderRecord, file: FolderFile, gone: ReadonlySet<string>): Promise<boolean> {
  try {
    const entry = await enterFile(parts, record, file, gone)
    const after = await parts.folder.look(file)
    // Written to while it was read: what came in may be half of it.
    if (after === null || after.byteSize !== file.byteSize || after.modifiedAt !== file.modifiedAt) return false
    record.entries[file.source] = entry
    record.kept = record.kept.filter((source) => source !== file.source)
    return true
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code === 'original_missing') return false
    if (!ownFaults.has(error.code)) throw error
    // A document made of an earlier state of the file stays: it is the last that could be read.
    const before = record.entries[file.source]
    record.entries[file.source] = { ...measuresOf(file), documentId: before?.documentId ?? null, contentHash: before?.contentHash ?? null, refusal: error.code }
    return true
  }
}

/** Another look at the same bytes ends the same. */
const ownFaults: ReadonlySet<ErrorCode> = new Set([
  'unsupported_type',
  'undecodable_text',
  'empty_document',
  'damaged_file',
  'password_required',
  'payload_too_large',
  'parse_memory_exceeded',
  'archive_refused',
  'invalid_request',
  'conflict',
])

async function enterFile(parts: FolderParts, record: FolderRecord, file: FolderFile, gone: ReadonlySet<string>): Promise<FolderEntry> {
  const { documents, scope, folder, maxBytes } = parts
  if (file.byteSize > maxBytes) throw new AppError('payload_too_large', `A file is larger than ${maxBytes} bytes`)
  if (file.byteSize === 0) throw new AppError('empty_document', 'A file holds nothing')
  const namesake = await documents.findBySource(scope, file.source)
  if (namesake !== null && namesake.origin !== 'folder') throw new AppError('conflict', 'A document that was not brought by the folder has the name of a file')
  const moved = namesake === null ? await moveDocument(parts, record, file, gone) : null
  if (moved !== null) return moved
  const { document } = await parts.addDocument({ source: file.source, origin: 'folder', content: folder.read(file), maxBytes })
  return { ...measuresOf(file), documentId: document.id, contentHash: document.contentHash, refusal: null }
}

/** The same bytes at a new place are the same document with a new name: it keeps its id, and nothing of it is embedded again. */
async function moveDocument(parts: FolderParts, record: FolderRecord, file: FolderFile, gone: ReadonlySet<string>): Promise<FolderEntry | null> {
  const candidates = Object.entries(record.entries).filter(
    ([source, entry]) => gone.has(source) && entry.byteSize === file.byteSize && entry.documentId !== null && entry.refusal === null,
  )
  if (candidates.length === 0) return null
  const contentHash = await parts.folder.hash(file)
  for (const [source, entry] of candidates) {
    const document = entry.contentHash === contentHash ? await parts.documents.findBySource(parts.scope, source) : null
    if (document === null || document.id !== entry.documentId || document.origin !== 'folder') continue
    await parts.renameDocument(document.id, file.source)
    delete record.entries[source]
    return { ...entry, ...measuresOf(file) }
  }
  return null
}

function measuresOf({ byteSize, modifiedAt }: FolderFile): Pick<FolderEntry, 'byteSize' | 'modifiedAt'> {
  return { byteSize, modifiedAt }
}
