import { toAppError } from '@/lib/domain/app-error'
import type { DocumentFormat, DocumentRecord } from '@/lib/domain/document'
import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { FileStore } from '@/lib/domain/ports/file-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import type { DocumentFeed } from './document-feed'

export interface AddDocumentParts {
  files: FileStore
  documents: DocumentStore
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
 * Errors: payload_too_large, unsupported_type, undecodable_text, empty_document, storage_failed, database_failed.
 */
export async function addDocument(parts: AddDocumentParts, scope: WorkspaceScope, incoming: IncomingDocument): Promise<DocumentRecord> {
  const { contentHash, byteSize } = await parts.files.putOriginal(incoming.content, { maxBytes: incoming.maxBytes })
  try {
    const path = await parts.files.originalPath(contentHash)
    const format = await parts.detectFormat({ path, source: incoming.source })
    const before = await parts.documents.findBySource(scope, incoming.source)
    const document = await parts.documents.create(scope, { source: incoming.source, format, byteSize, contentHash })
    if (before) await parts.cancelWork(document.id)
    if (before) await deleteUnreferencedOriginal(parts, before.contentHash)
    parts.feed.publish({ type: 'document-changed', document })
    parts.wakeRunner()
    return document
  } catch (thrown) {
    const error = toAppError(thrown)
    // A database that failed may still have kept the record: then its original must stay.
    if (error.code !== 'database_failed') await deleteUnreferencedOriginal(parts, contentHash)
    throw error
  }
}

async function deleteUnreferencedOriginal(parts: AddDocumentParts, contentHash: string): Promise<void> {
  if (!(await parts.documents.isOriginalReferenced(contentHash))) await parts.files.deleteOriginal(contentHash)
}
