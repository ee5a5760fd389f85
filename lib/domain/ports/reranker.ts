/** Orders passages by reading each together with the question. Never blocks the calling thread. */
export interface Reranker {
  /** For example "Xenova/ms-marco-MiniLM-L-6-v2". */
  readonly modelId: string
  /**
   * A score for each text, in their order, the higher the better; null where the time was up before it was read.
   * `budgetMilliseconds` is kept between texts, not within one. Errors: reranker_failed, cancelled.
   */
  rerank(question: string, texts: string[], options: { budgetMilliseconds: number; signal?: AbortSignal }): Promise<Array<number | null>>
  /** Resolves when the model has answered once. */
  ready(): Promise<void>
  close(): Promise<void>
}
