import { toAppError } from '@/lib/domain/app-error'
import type { DocumentFormat, DocumentOrigin, DocumentRecord } from '@/lib/domain/document'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { FileStore } from '@/lib/domain/ports/file-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import type { DocumentFeed } from './document-feed'
import { type KeyedLocks, nameLock } from './keyed-locks'
import { deleteUnreferencedOriginal, originalLock } from './unreferenced-originals'

export interface AddDocumentParts {
  files: FileStore
  documents: DocumentStore
  /** Shared with everything that deletes originals. */
  locks: KeyedLocks
  feed: DocumentFeed
  detectFormat: (file: { path: string; source: string }) => Promise<DocumentFormat>
  wakeRunner: () => void
  /** Stops work on the version before, where there is one. */
  cancelWork: (documentId: string) => Promise<void>
}

export interface IncomingDocument {
  /** A tidied label. */
  source: string
  origin: DocumentOrigin
  content: AsyncIterable<Uint8Array>
  maxBytes: number
}

export interface AddedDocument {
  document: DocumentRecord
  /**
   * `unchanged`: the same bytes are there under this name, ready or on their way, and nothing was done.
   * `replaced`: there was a document of this name, and it is read again.
   */
  outcome: 'added' | 'replaced' | 'unchanged'
}

/**
 * Takes one file in: bytes to storage, type by content, a queued record. What comes back is safe on disk; the runner
 * does the rest. A file that is refused leaves nothing behind.
 *
 * Uploads of the same bytes, and uploads under the same name, wait for each other where they would lose or orphan an
 * original: bytes are held from the moment they are in place until a record refers to them, a name while the record of
 * the version before is looked at and replaced.
 * Errors: payload_too_large, unsupported_type, undecodable_text, empty_document, storage_failed, disk_full, database_failed.
 */
export async function addDocument(parts: AddDocumentParts, scope: WorkspaceScope, incoming: IncomingDocument): Promise<AddedDocument> {
  const { document, before, outcome } = await storeDocument(parts, scope, incoming)
  if (outcome === 'unchanged') return { document, outcome }
  if (before) {
    await parts.cancelWork(document.id)
    // A deletion that failed half-way is overruled: the person wants the document.
    await parts.files.forgetDeletion(document.id)
    await deleteUnreferencedOriginal(parts, before.contentHash)
  }
  parts.feed.publish({ type: 'document-changed', document })
  parts.wakeRunner()
  return { document, outcome }
}

interface StoredDocument extends AddedDocument {
  /** What had this name until now. */
  before: DocumentRecord | null
}

async function storeDocument(parts: AddDocumentParts, scope: WorkspaceScope, incoming: IncomingDocument): Promise<StoredDocument> {
  let release = () => {}
  const beforeKept = async (contentHash: string) => {
    release = await parts.locks.acquire(originalLock(contentHash))
  }
  try {
    const original = await parts.files.putOriginal(incoming.content, { maxBytes: incoming.maxBytes, beforeKept })
    return await recordDocument(parts, scope, incoming, original)
  } finally {
    release()
  }
}

async function recordDocument(
  parts: AddDocumentParts,
  scope: WorkspaceScope,
  { source, origin }: IncomingDocument,
  original: { contentHash: string; byteSize: number },
): Promise<StoredDocument> {
  const { files, documents, locks } = parts
  try {
    const format = await parts.detectFormat({ path: await files.originalPath(original.contentHash), source })
    return await locks.hold(nameLock(scope, source), async () => {
      const before = await documents.findBySource(scope, source)
      if (before?.contentHash === original.contentHash && !(await isBeingDeleted(parts, before))) return keepDocument(parts, scope, before)
      const document = await documents.create(scope, { source, origin, format, ...original })
      return { document, before, outcome: before === null ? 'added' : 'replaced' }
    })
  } catch (thrown) {
    const error = toAppError(thrown)
    // A database that failed may still have kept the record: then its original must stay.
    const mayStay = databaseFailures.has(error.code) || (await documents.isOriginalReferenced(original.contentHash))
    if (!mayStay) await files.deleteOriginal(original.contentHash)
    throw error
  }
}

const databaseFailures: ReadonlySet<ErrorCode> = new Set(['database_failed', 'database_busy', 'disk_full'])

/** The same bytes under the same name: what is done or on its way stays as it is, what failed or was cancelled is tried again. */
async function keepDocument({ documents }: AddDocumentParts, scope: WorkspaceScope, before: DocumentRecord): Promise<StoredDocument> {
  if (before.status !== 'failed' && before.status !== 'cancelled') return { document: before, before, outcome: 'unchanged' }
  return { document: await documents.requeue(scope, before.id), before, outcome: 'replaced' }
}

/** Its points may be gone already. */
async function isBeingDeleted({ files }: AddDocumentParts, { id }: DocumentRecord): Promise<boolean> {
  return (await files.listDeletions()).includes(id)
}
