import type { DocumentCounts, DocumentFormat, DocumentRecord, DocumentStage, DocumentStatus } from '../document'
import type { ErrorCode } from '../error-catalog'
import type { LanguageCode } from '../language'
import type { WorkspaceScope } from '../workspace'

export interface NewDocument {
  source: string
  format: DocumentFormat
  byteSize: number
  contentHash: string
}

/** What the runner learns when a document is done. */
export interface ReadyDocument {
  title: string | null
  language: LanguageCode
  headings: string[]
  pageCount: number | null
  characterCount: number
  chunkCount: number
}

/** Errors of every method: database_failed. `not_found` where a record must exist. */
export interface DocumentStore {
  /** Creates it queued. The same source in the workspace again: the record is kept, its version counts up, it is queued anew. */
  create(scope: WorkspaceScope, document: NewDocument): Promise<DocumentRecord>
  read(scope: WorkspaceScope, id: string): Promise<DocumentRecord | null>
  /** The document of the workspace's default collection that has this very name. */
  findBySource(scope: WorkspaceScope, source: string): Promise<DocumentRecord | null>
  /** Newest first. `cursor` is the last id of the page before. */
  list(
    scope: WorkspaceScope,
    page: { status?: DocumentStatus; cursor?: string; limit: number },
  ): Promise<{ documents: DocumentRecord[]; nextCursor: string | null }>
  counts(scope: WorkspaceScope): Promise<DocumentCounts>
  /** Queues a failed document again with attempts reset. Errors: not_found, conflict when it is not failed. */
  requeue(scope: WorkspaceScope, id: string): Promise<DocumentRecord>
  /** Returns the removed record, or null when it was not there. */
  delete(scope: WorkspaceScope, id: string): Promise<DocumentRecord | null>
  /** True when any document of any workspace still refers to the original. */
  isOriginalReferenced(contentHash: string): Promise<boolean>

  /**
   * Takes the oldest document that is queued, or processing with a lease that ran out, for `owner`; counts an attempt.
   * Two runners never get the same one.
   */
  lease(owner: string, leaseMilliseconds: number): Promise<DocumentRecord | null>
  /** The following four do nothing and return false when `owner` no longer holds the lease of that version. */
  heartbeat(lease: DocumentLease, leaseMilliseconds: number): Promise<boolean>
  reportStage(lease: DocumentLease, stage: DocumentStage, progress: { done: number; total: number }): Promise<boolean>
  markReady(lease: DocumentLease, result: ReadyDocument): Promise<boolean>
  markFailed(lease: DocumentLease, errorCode: ErrorCode): Promise<boolean>
  /** Puts it back in the queue, not before `delayMilliseconds` from now. */
  release(lease: DocumentLease, delayMilliseconds: number): Promise<boolean>
  /** At start: leases of processes that are gone are let go at once. */
  releaseAll(): Promise<number>
}

export interface DocumentLease {
  documentId: string
  version: number
  owner: string
}
