import type { RerankerEntry } from '../manifest/model-entry'

/** What the worker needs to load the model; passed as `workerData`. `modelsDirectory` is absolute. */
export interface RerankWorkerData {
  modelsDirectory: string
  model: Pick<RerankerEntry, 'id' | 'weights' | 'hasExternalData' | 'maxTokens'>
}

/** Main thread to worker. Requests are answered in their order; `until` is a time of `Date.now()`. */
export type RerankWorkerRequest =
  | { type: 'score'; requestId: number; question: string; texts: string[]; until: number }
  | { type: 'cancel'; requestId: number }
  | { type: 'close' }

/** Worker to main thread. `ready` follows the first score it made. */
export type RerankWorkerReply =
  | { type: 'ready' }
  | { type: 'scored'; requestId: number; scores: Array<number | null> }
  | { type: 'failed'; requestId: number; reason: string }
