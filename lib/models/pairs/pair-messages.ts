import type { CrossEncoderEntry } from '../manifest/model-entry'
import type { KeptText } from './encode-pair'

/** What the worker needs to load the model; passed as `workerData`. `modelsDirectory` is absolute. */
export interface PairWorkerData {
  modelsDirectory: string
  model: Pick<CrossEncoderEntry, 'id' | 'weights' | 'hasExternalData' | 'maxTokens'>
  /** How many numbers the model gives for a pair. */
  labelCount: number
  kept: KeptText
}

/** Two texts in the order in which the model reads them. */
export type TextPair = readonly [first: string, second: string]

/** Main thread to worker. Requests are answered in their order; `until` is a time of `Date.now()`. */
export type PairWorkerRequest =
  | { type: 'read'; requestId: number; pairs: readonly TextPair[]; until: number }
  | { type: 'cancel'; requestId: number }
  | { type: 'close' }

/** Worker to main thread. `ready` follows the first pair it read. Of a pair that was not read: null. */
export type PairWorkerReply =
  | { type: 'ready' }
  | { type: 'read'; requestId: number; outputs: Array<number[] | null> }
  | { type: 'failed'; requestId: number; reason: string }
