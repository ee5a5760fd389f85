import type { EmbeddingModel } from '../embedding-model'

/** Turns text into unit-length dense vectors. Never blocks the calling thread. */
export interface Embedder {
  readonly model: EmbeddingModel
  /** Answers before any waiting `embedPassages` work. Errors: embedder_failed, cancelled. */
  embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array>
  /** Same order and length as `texts`. */
  embedPassages(texts: string[], options?: PassageEmbedding): Promise<Float32Array[]>
  /** Resolves when the model has answered once. */
  ready(): Promise<void>
  close(): Promise<void>
}

export interface PassageEmbedding {
  signal?: AbortSignal
  /** Told how many of the texts are done. */
  onProgress?: (done: number) => void
  /** Somebody waits for them: they go before what is not urgent, as questions do. */
  isUrgent?: boolean
}

/** Where a server is that embeds texts. `apiKey` never leaves the server and is never logged. */
export interface EndpointConnection {
  baseUrl: string
  model: string
  apiKey: string | null
}

/** A connection that has answered: how long its vectors are is known from then on. */
export interface EmbeddingEndpoint extends EndpointConnection {
  dimensions: number
}
