import type { ModelManifestEntry } from '../model-manifest'

/** What a worker needs to load the model; passed as `workerData`. `modelsDirectory` is absolute. */
export interface EmbedWorkerData {
  modelsDirectory: string
  model: Pick<ModelManifestEntry, 'id' | 'weights' | 'hasExternalData' | 'maxTokens' | 'dimensions' | 'pooling' | 'normalize'>
}

/** Main thread to worker. Requests are answered in their order; `close` ends the thread. */
export type EmbedWorkerRequest = { type: 'embed'; requestId: number; texts: string[] } | { type: 'close' }

/** Worker to main thread. `ready` follows the first embedding it made. Vectors are transferred, not copied. */
export type EmbedWorkerReply =
  | { type: 'ready' }
  | { type: 'embedded'; requestId: number; vectors: Float32Array[] }
  | { type: 'failed'; requestId: number; reason: string }
