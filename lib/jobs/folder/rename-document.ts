import { AppError } from '@/lib/domain/app-error'
import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import type { DocumentFeed } from '../document-feed'
import { type KeyedLocks, nameLock } from '../keyed-locks'

export interface RenameDocumentParts {
  documents: DocumentStore
  index: VectorIndex
  locks: KeyedLocks
  feed: DocumentFeed
  /** Stops work on it and puts it back in the queue. */
  cancelWork: (documentId: string) => Promise<void>
  wakeRunner: () => void
}

/**
 * Gives a document another name; its text, points and vectors stay as they are, also where the old name stood in for a missing
 * title. The points are renamed before the record, so that a kill in between leaves something the next look finds to do, and once
 * more after it: work that began under the old name may have written some. Errors: not_found, conflict, qdrant_unavailable.
 */
export async function renameDocument(parts: RenameDocumentParts, scope: WorkspaceScope, id: string, source: string): Promise<void> {
  const { documents, index, locks, feed } = parts
  const document = await documents.read(scope, id)
  if (document === null) throw new AppError('not_found', 'The document to rename is not there')
  const [first = '', second = ''] = [document.source, source].sort()
  const rename = async () => {
    if ((await documents.findBySource(scope, source)) !== null) throw new AppError('conflict', 'Another document has that name')
    await index.renameSource(scope, id, source)
    const renamed = await documents.rename(scope, id, source)
    await parts.cancelWork(id)
    await index.renameSource(scope, id, source)
    feed.publish({ type: 'document-changed', document: renamed })
  }
  await locks.hold(nameLock(scope, first), () => locks.hold(nameLock(scope, second), rename))
  parts.wakeRunner()
}
