import type { ChunkStrategy } from '../chunk'
import type {
  DocumentCounts,
  DocumentFormat,
  DocumentNotice,
  DocumentOrigin,
  DocumentRecord,
  DocumentStage,
  DocumentStatus,
  DocumentVersion,
  FailureGroup,
} from '../document'
import type { ErrorCode } from '../error-catalog'
import type { LanguageCode } from '../language'
import type { WorkspaceScope } from '../workspace'

export interface NewDocument {
  source: string
  origin: DocumentOrigin
  format: DocumentFormat
  byteSize: number
  contentHash: string
}

/** What the runner learns when a document is done. */
export interface ReadyDocument {
  title: string | null
  author: string | null
  writtenAt: string | null
  modifiedAt: string | null
  notices: DocumentNotice[]
  language: LanguageCode
  headings: string[]
  pageCount: number | null
  characterCount: number
  chunkCount: number
  /** Chunks that went through the embedding model; missing: all of them. */
  embeddedCount?: number
  /** What it was cut with, as in `CollectionChunking`; missing: as it was. */
  chunkStrategy?: ChunkStrategy
  chunkMaxTokens?: number | null
}

/** The records of documents. Errors of every method: database_failed, database_busy, disk_full; `not_found` where a record must exist. */
export interface DocumentStore extends DocumentQueue {
  /** Creates it queued. The same source in the workspace again: the record is kept, its version counts up, it is queued anew. */
  create(scope: WorkspaceScope, document: NewDocument): Promise<DocumentRecord>
  /** Queues a ready document as a new version of the same bytes, to be cut anew. Errors: not_found, conflict when it is not ready. */
  recut(scope: WorkspaceScope, id: string): Promise<DocumentRecord>
  /** Gives it another name. Errors: not_found, conflict when the name is taken. */
  rename(scope: WorkspaceScope, id: string, source: string): Promise<DocumentRecord>
  read(scope: WorkspaceScope, id: string): Promise<DocumentRecord | null>
  /** The document of the workspace's default collection that has this very name. */
  findBySource(scope: WorkspaceScope, source: string): Promise<DocumentRecord | null>
  /** Another document of the collection with the very same bytes that is ready, else one that is in work. */
  findTwin(scope: WorkspaceScope, contentHash: string, exceptId: string): Promise<DocumentRecord | null>
  /** Newest first. `cursor` is the last id of the page before. */
  list(
    scope: WorkspaceScope,
    page: { status?: DocumentStatus; cursor?: string; limit: number },
  ): Promise<{ documents: DocumentRecord[]; nextCursor: string | null }>
  /** Newest first; empty when there is no such document. */
  listVersions(scope: WorkspaceScope, id: string): Promise<DocumentVersion[]>
  counts(scope: WorkspaceScope): Promise<DocumentCounts>
  /** Failed documents by reason, the most frequent first. */
  countFailures(scope: WorkspaceScope): Promise<FailureGroup[]>
  /** Returns the removed record, or null when it was not there. */
  delete(scope: WorkspaceScope, id: string): Promise<DocumentRecord | null>
  /** True when any document of any workspace still refers to the original, itself or by the version that answers while the next is unfinished. */
  isOriginalReferenced(contentHash: string): Promise<boolean>
}

/** What waits and what is worked on. Errors as above. */
export interface DocumentQueue {
  /** Queues a failed or cancelled document again as if it were new. Errors: not_found, conflict when it is neither. */
  requeue(scope: WorkspaceScope, id: string): Promise<DocumentRecord>
  /** The same for every failed document, or those that failed for one reason. */
  requeueFailed(scope: WorkspaceScope, errorCode?: ErrorCode): Promise<DocumentRecord[]>
  /** The ids of the first waiting documents, the next one first. */
  listOrder(scope: WorkspaceScope, limit: number): Promise<string[]>
  /** Bytes of the originals of everything that waits or is in work. */
  countUnfinishedBytes(scope: WorkspaceScope): Promise<number>
  /** Cancels every waiting document of which nothing can be in the index yet. */
  cancelUntouched(scope: WorkspaceScope): Promise<DocumentRecord[]>
  /** The ids of everything that waits or is in work. */
  listUnfinished(scope: WorkspaceScope): Promise<string[]>

  /**
   * Takes the document longest in the queue, or processing with a lease that ran out, for `owner`; counts an attempt.
   * Two runners never get the same one. `interrupted` asks only for those in work when the app went down, or only for the others.
   */
  lease(owner: string, leaseMilliseconds: number, options?: { interrupted?: boolean }): Promise<LeasedDocument | null>
  /** Takes this very document when it waits, whatever its delay, to put it away; counts no attempt. */
  claim(scope: WorkspaceScope, id: string, owner: string, leaseMilliseconds: number): Promise<DocumentRecord | null>
  /** The following do nothing and return false, or null, when `owner` no longer holds the lease of that version. */
  heartbeat(lease: DocumentLease, leaseMilliseconds: number): Promise<boolean>
  reportStage(lease: DocumentLease, stage: DocumentStage, progress: { done: number; total: number }): Promise<boolean>
  markReady(lease: DocumentLease, result: ReadyDocument): Promise<DocumentRecord | null>
  markFailed(lease: DocumentLease, errorCode: ErrorCode): Promise<boolean>
  markCancelled(lease: DocumentLease): Promise<boolean>
  /** Puts it back in the queue, not before `delayMilliseconds` from now. `trouble`: why it waits, and whether the try was its own. */
  release(lease: DocumentLease, delayMilliseconds: number, trouble?: { errorCode: ErrorCode; isOwnTry: boolean }): Promise<boolean>
  /**
   * At start: leases of processes that are gone are let go at once, each counted as an interruption and put at the end of
   * the queue. Those interrupted `parkAfter` times fail with `parked` and come back.
   */
  releaseAll(parkAfter: number): Promise<{ released: number; parked: DocumentRecord[] }>
}

export interface LeasedDocument extends DocumentRecord {
  /** Times it failed by itself and may yet succeed. */
  tries: number
  /** Times the app went down while it was in work. */
  interruptions: number
}

export interface DocumentLease {
  documentId: string
  version: number
  owner: string
}
