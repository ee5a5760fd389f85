import type { EmbeddingModel } from '../embedding-model'

/** Turns text into unit-length dense vectors. Never blocks the calling thread. */
export interface Embedder {
  readonly model: EmbeddingModel
  /** Answers before any waiting `embedPassages` work. Errors: embedder_failed, cancelled. */
  embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array>
  /** Same order and length as `texts`. `onProgress` is told how many of `texts` are done. */
  embedPassages(texts: string[], options?: { signal?: AbortSignal; onProgress?: (done: number) => void }): Promise<Float32Array[]>
  /** Resolves when the model has answered once. */
  ready(): Promise<void>
  close(): Promise<void>
}
