import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { FileStore } from '@/lib/domain/ports/file-store'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import type { DocumentFeed } from './document-feed'

export interface DeleteDocumentParts {
  documents: DocumentStore
  index: VectorIndex
  files: FileStore
  feed: DocumentFeed
  cancelWork: (documentId: string) => Promise<void>
}

/**
 * Removes a document everywhere: running work, points, record, normalized text, original.
 * Points go first and the record after them: killed in between, the document is still listed and can be deleted again;
 * the other way round its points would be found for ever and belong to nothing.
 * Returns false when there was no such document. Errors: qdrant_unavailable, database_failed, storage_failed.
 */
export async function deleteDocument(parts: DeleteDocumentParts, scope: WorkspaceScope, id: string): Promise<boolean> {
  if (!(await parts.documents.read(scope, id))) return false
  await parts.cancelWork(id)
  await parts.index.deleteDocument(scope, id)
  const removed = await parts.documents.delete(scope, id)
  if (!removed) return false
  // A runner may have taken it again between the cancellation and the removal of its record.
  await parts.cancelWork(id)
  await parts.index.deleteDocument(scope, id)
  await parts.files.deleteNormalized(id)
  if (!(await parts.documents.isOriginalReferenced(removed.contentHash))) await parts.files.deleteOriginal(removed.contentHash)
  parts.feed.publish({ type: 'document-deleted', id, workspaceId: scope.workspaceId })
  return true
}
