/** Counts as the embedder itself will, so that nothing it is given is ever cut off. */
export interface TokenCounter {
  /** Tokens of the text alone. */
  count(text: string): number
  /** Tokens the model adds around every input. */
  specialTokens: number
}
