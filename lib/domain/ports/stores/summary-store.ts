import type { Summary } from '../../summary'
import type { WorkspaceScope } from '../../workspace'

export type StoredSummary = Omit<Summary, 'isCurrent'> & { contentKey: string }

/** Summaries that were made. Errors: database_failed. */
export interface SummaryStore {
  /** The newest of this document, or of the library where it is null, in this language. */
  read(scope: WorkspaceScope, of: { documentId: string | null; language: string }): Promise<StoredSummary | null>
  /** Replaces the one before. */
  save(scope: WorkspaceScope, summary: Omit<StoredSummary, 'id' | 'createdAt'>): Promise<StoredSummary>
  /** Those of the document, and those of the library, which quote it. */
  deleteOf(scope: WorkspaceScope, documentId: string): Promise<void>
}
