export interface PromptMessage {
  role: 'system' | 'user' | 'assistant'
  content: string
}

/**
 * A language model that writes text.
 * Errors: llm_unreachable, llm_unauthorized, llm_model_missing, llm_rate_limited, llm_failed, llm_interrupted
 * (the stream broke after its first token), llm_timed_out, cancelled.
 */
export interface Generator {
  readonly modelName: string
  /** Yields pieces of text as they come. Retries happen only before the first piece. */
  stream(messages: PromptMessage[], options?: { signal?: AbortSignal; maxTokens?: number }): AsyncIterable<string>
  /** A short whole completion, for condensing questions. */
  complete(messages: PromptMessage[], options?: { signal?: AbortSignal; maxTokens?: number }): Promise<string>
  /** Resolves when the server answers a one-token request with this model and key. */
  check(signal?: AbortSignal): Promise<void>
}

/** Where a language model is. `apiKey` never leaves the server and is never logged. */
export interface GeneratorConnection {
  baseUrl: string
  model: string
  apiKey: string | null
}
