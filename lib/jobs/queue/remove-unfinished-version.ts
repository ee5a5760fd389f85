import type { DocumentRecord, DocumentVersion } from '@/lib/domain/document'
import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { FileStore } from '@/lib/domain/ports/file-store'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'

export interface RemoveVersionParts {
  documents: Pick<DocumentStore, 'listVersions'>
  index: VectorIndex
  files: FileStore
}

/** The newest version before this one that was finished: it answers until this one is. */
export function findAnsweringVersion(versions: DocumentVersion[], before: number): DocumentVersion | null {
  return versions.find((version) => version.version < before && version.status === 'ready') ?? null
}

/**
 * Takes back what an unfinished version left in the index and on disk, and lets the version before it answer on.
 * When that one's points are gone already, the new version was complete and only not yet written down as such: then it
 * stays, since taking it back would leave nothing. Errors: qdrant_unavailable, qdrant_failed, storage_failed, database_failed.
 */
export async function removeUnfinishedVersion({ documents, index, files }: RemoveVersionParts, document: DocumentRecord): Promise<void> {
  const scope = { workspaceId: document.workspaceId }
  const answering = findAnsweringVersion(await documents.listVersions(scope, document.id), document.version)
  if (answering === null) {
    await index.deleteDocument(scope, document.id)
    await files.deleteNormalized(document.id)
    return
  }
  const { version } = answering
  const isGone = answering.chunkCount > 0 && (await index.count(scope, { documentId: document.id, version })) === 0
  if (isGone) return
  await index.publishVersion(scope, document.id, version)
  await files.deleteNormalized(document.id, { keepVersion: version })
}
