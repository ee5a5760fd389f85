import type { ErrorCode } from '../../error-catalog'
import type { ModelChange, ModelChangeStatus } from '../../retrieval/model-change'
import type { WorkspaceScope } from '../../workspace'

/** Changes of the embedding model; at most one is neither finished nor cancelled. Errors: database_failed, not_found. */
export interface ModelChangeStore {
  /** Errors: conflict while another is open. */
  create(scope: WorkspaceScope, change: { fromModelId: string; toModelId: string }): Promise<ModelChange>
  /** The one that is neither finished nor cancelled. */
  readOpen(scope: WorkspaceScope): Promise<ModelChange | null>
  /** Newest first. */
  list(scope: WorkspaceScope, limit: number): Promise<ModelChange[]>
  /** Sets the status, and the date that belongs to it. Errors: conflict when the change is not in one of `from`. */
  move(scope: WorkspaceScope, id: string, step: { from: ModelChangeStatus[]; to: ModelChangeStatus }): Promise<ModelChange>
  reportProgress(id: string, progress: { done: number; total: number; errorCode: ErrorCode | null }): Promise<void>
  /** The model whose collection answers; kept with the collection, so that a restart opens the right one. */
  readActiveModelId(scope: WorkspaceScope): Promise<string>
}
