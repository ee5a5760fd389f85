import type { DocumentRecord } from '../../document'
import type { WorkspaceScope } from '../../workspace'

export interface TagCount {
  /** As it was written in the document that was added first. */
  tag: string
  count: number
}

/** Words that documents are filed under. Errors: database_failed. */
export interface TagStore {
  /** Replaces the tags of a document. Errors: not_found. */
  save(scope: WorkspaceScope, documentId: string, tags: string[]): Promise<DocumentRecord>
  /** Every tag once, the most used first. */
  list(scope: WorkspaceScope): Promise<TagCount[]>
}
