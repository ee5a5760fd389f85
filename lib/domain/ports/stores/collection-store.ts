import type { CollectionChunking } from '../../chunk'
import type { DocumentRecord } from '../../document'
import type { WorkspaceScope } from '../../workspace'

/** How the documents of the workspace's default collection are cut. Errors: database_failed, not_found when there is no such collection. */
export interface CollectionStore {
  readChunking(scope: WorkspaceScope): Promise<CollectionChunking>
  /** Ready documents that were cut with other settings than the present ones. */
  countCutOtherwise(scope: WorkspaceScope): Promise<number>
  /**
   * Saves the settings and, in the same transaction, queues every ready document that was cut otherwise as a new version.
   * Returns the queued ones.
   */
  changeChunking(scope: WorkspaceScope, chunking: CollectionChunking): Promise<DocumentRecord[]>
}
