/** How surely a text says what a statement says, leaves it open, or says the opposite; they add up to 1. */
export interface Entailment {
  entailment: number
  neutral: number
  contradiction: number
}

/** Reads a statement together with texts it may rest on. Never blocks the calling thread. */
export interface EntailmentJudge {
  /** For example "Xenova/nli-deberta-v3-xsmall". */
  readonly modelId: string
  /**
   * A judgement for each text, in their order; null where the time was up before it was read, or where the model does not serve the
   * language of the text or of the statement. `budgetMilliseconds` is kept between texts. Errors: entailment_failed, cancelled.
   */
  judge(statement: string, texts: string[], options: { budgetMilliseconds: number; signal?: AbortSignal }): Promise<Array<Entailment | null>>
  /** Resolves when the model has answered once. */
  ready(): Promise<void>
  close(): Promise<void>
}
