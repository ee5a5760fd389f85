import type { ErrorCode } from '../error-catalog'

/**
 * - `filling`: the new collection of points is being filled; searches use the old one
 * - `paused`: filling was halted by a person
 * - `ready`: filled; both can be compared, and documents that come in are written to both
 * - `switched`: the new one answers, the old one is kept and kept in step, so that going back is possible
 * - `finished`: the old one was let go
 * - `cancelled`: the new one was let go, the old one answers (also after going back)
 */
export const modelChangeStatuses = ['filling', 'paused', 'ready', 'switched', 'finished', 'cancelled'] as const
export type ModelChangeStatus = (typeof modelChangeStatuses)[number]

/** What a person can do to an open change. `recut`: queues every ready document to be cut for the model that answers. */
export const modelChangeActions = ['pause', 'resume', 'switch', 'rollback', 'finish', 'cancel', 'recut'] as const
export type ModelChangeAction = (typeof modelChangeActions)[number]

export interface ModelChange {
  id: string
  fromModelId: string
  toModelId: string
  status: ModelChangeStatus
  /** The trouble it waits for to pass, while it is filling. */
  errorCode: ErrorCode | null
  /** Chunks embedded for the new model, of how many. */
  done: number
  total: number
  createdAt: string
  startedAt: string | null
  readyAt: string | null
  switchedAt: string | null
  finishedAt: string | null
}

/** An embedding model a person can choose. */
export interface ModelChoice {
  id: string
  dimensions: number
  maxTokens: number
  languages: string[]
  licence: string
  /** Bytes of its files; 0 for a model behind an address. */
  bytes: number
  isInstalled: boolean
  isActive: boolean
  /** `local` runs in the app; `endpoint` is asked over the network, and costs what its owner charges. */
  kind: 'local' | 'endpoint'
}

/** What a change would take, from the number of chunks and a short measurement on this machine. */
export interface ModelChangeEstimate {
  toModelId: string
  chunks: number
  tokens: number
  seconds: number
  /** Of vectors on disk. */
  bytes: number
  /** What the model takes while both are open; 0 behind an address. */
  memoryBytes: number
  /** Chunks in its languages that are longer than what it reads; see `ModelChangeState.longerChunks`. */
  longerChunks: number
}

/** What the page of the models shows. */
export interface ModelChangeState {
  models: ModelChoice[]
  /** The open one. */
  change: ModelChange | null
  /** Chunks a second; null until it is known. */
  chunksPerSecond: number | null
  remainingSeconds: number | null
  history: ModelChange[]
  /**
   * Chunks that the model which answers reads only the beginning of, since they were cut for one that reads more. Counted with the
   * tokenizer they were cut with. They are found by their words all the same; cutting anew mends it.
   */
  longerChunks: number
}
