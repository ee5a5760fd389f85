import { toAppError } from '@/lib/domain/app-error'
import type { DocumentFormat, DocumentRecord } from '@/lib/domain/document'
import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { FileStore } from '@/lib/domain/ports/file-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import type { DocumentFeed } from './document-feed'
import type { KeyedLocks } from './keyed-locks'
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
  content: AsyncIterable<Uint8Array>
  maxBytes: number
}

/**
 * Takes one file in: bytes to storage, type by content, a queued record. What comes back is safe on disk; the runner
 * does the rest. A file that is refused leaves nothing behind.
 *
 * Uploads of the same bytes, and uploads under the same name, wait for each other where they would lose or orphan an
 * original: bytes are held from the moment they are in place until a record refers to them, a name while the record of
 * the version before is looked at and replaced.
 * Errors: payload_too_large, unsupported_type, undecodable_text, empty_document, storage_failed, database_failed.
 */
export async function addDocument(parts: AddDocumentParts, scope: WorkspaceScope, incoming: IncomingDocument): Promise<DocumentRecord> {
  const { document, before } = await storeDocument(parts, scope, incoming)
  if (before) {
    await parts.cancelWork(document.id)
    // A deletion that failed half-way is overruled: the person wants the document.
    await parts.files.forgetDeletion(document.id)
    await deleteUnreferencedOriginal(parts, before.contentHash)
  }
  parts.feed.publish({ type: 'document-changed', document })
  parts.wakeRunner()
  return document
}

interface StoredDocument {
  document: DocumentRecord
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
    return await recordDocument(parts, scope, incoming.source, original)
  } finally {
    release()
  }
}

async function recordDocument(
  parts: AddDocumentParts,
  scope: WorkspaceScope,
  source: string,
  original: { contentHash: string; byteSize: number },
): Promise<StoredDocument> {
  const { files, documents, locks } = parts
  try {
    const format = await parts.detectFormat({ path: await files.originalPath(original.contentHash), source })
    return await locks.hold(`name ${scope.workspaceId} ${source}`, async () => {
      const before = await documents.findBySource(scope, source)
      return { document: await documents.create(scope, { source, format, ...original }), before }
    })
  } catch (thrown) {
    const error = toAppError(thrown)
    // A database that failed may still have kept the record: then its original must stay.
    const mayStay = error.code === 'database_failed' || (await documents.isOriginalReferenced(original.contentHash))
    if (!mayStay) await files.deleteOriginal(original.contentHash)
    throw error
  }
}
