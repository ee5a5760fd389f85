/** Sentences as vectors, by the embedding model that answers. */
export interface SentenceMeaning {
  modelId: string
  /** Unit length, in the order of the texts. Null where the model does not serve the language of `claim`, or was changed meanwhile. Errors: those of the embedder. */
  embed(claim: string, texts: string[], signal?: AbortSignal): Promise<{ claim: Float32Array; texts: Float32Array[] } | null>
}
