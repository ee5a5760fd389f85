import type { DocumentRecord } from '@/lib/domain/document'
import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { FileStore } from '@/lib/domain/ports/file-store'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import type { DocumentFeed } from './document-feed'
import { type KeyedLocks, nameLock } from './keyed-locks'
import { deleteUnreferencedOriginal } from './unreferenced-originals'

export interface DeleteDocumentParts {
  documents: DocumentStore
  index: VectorIndex
  files: FileStore
  locks: KeyedLocks
  feed: DocumentFeed
  cancelWork: (documentId: string) => Promise<void>
}

/**
 * Removes a document everywhere: running work, points, normalized text, record, original.
 * Points go before the record, so that a Qdrant that does not answer leaves the document as it was; the other way round
 * its points would be found and belong to nothing. What is begun is noted first: killed in the middle, the document would
 * be listed as ready and hold nothing, so the next start finishes the deletion (`finishDeletions`).
 * Returns false when there was no such document. Errors: qdrant_unavailable, database_failed, storage_failed.
 */
export async function deleteDocument(parts: DeleteDocumentParts, scope: WorkspaceScope, id: string): Promise<boolean> {
  const document = await parts.documents.read(scope, id)
  if (!document) return false
  // An older version's original is kept for as long as that version answers.
  const originals = new Set((await parts.documents.listVersions(scope, id)).map((version) => version.contentHash))
  const isRemoved = await parts.locks.hold(nameLock(scope, document.source), () => removeEverywhere(parts, scope, id))
  for (const contentHash of isRemoved ? originals.add(document.contentHash) : []) await deleteUnreferencedOriginal(parts, contentHash)
  return isRemoved
}

/** The same bytes may come again under this name: they wait, so that they are not taken for what is about to go. */
async function removeEverywhere(parts: DeleteDocumentParts, scope: WorkspaceScope, id: string): Promise<boolean> {
  await parts.files.noteDeletion(id)
  const removed = await removeRecord(parts, scope, id)
  if (removed) {
    await removeTraces(parts, scope, id)
    parts.feed.publish({ type: 'document-deleted', id, workspaceId: scope.workspaceId })
  }
  await parts.files.forgetDeletion(id)
  return removed !== null
}

/** For the start, before any work: finishes what a killed app had begun to delete. */
export async function finishDeletions(parts: DeleteDocumentParts, scope: WorkspaceScope): Promise<void> {
  for (const id of await parts.files.listDeletions()) {
    if (await deleteDocument(parts, scope, id)) continue
    await removeTraces(parts, scope, id)
    await parts.files.forgetDeletion(id)
  }
}

async function removeRecord(parts: DeleteDocumentParts, scope: WorkspaceScope, id: string): Promise<DocumentRecord | null> {
  await parts.cancelWork(id)
  try {
    await parts.index.deleteDocument(scope, id)
  } catch (error) {
    // Nothing is gone yet, and the person is told so: a later start must not delete it after all.
    await parts.files.forgetDeletion(id)
    throw error
  }
  return parts.documents.delete(scope, id)
}

/** A runner may have taken it again between the cancellation and the removal of its record. */
async function removeTraces(parts: DeleteDocumentParts, scope: WorkspaceScope, id: string): Promise<void> {
  await parts.cancelWork(id)
  await parts.index.deleteDocument(scope, id)
  await parts.files.deleteNormalized(id)
}
