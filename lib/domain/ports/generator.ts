import type { LlmPresetId } from '../llm/llm-connection'

export interface PromptMessage {
  role: 'system' | 'user' | 'assistant'
  content: string
}

/** A piece of a stream: the texts together are the answer, the reasoning is what a reasoning model thinks before it. */
export type GeneratorPiece =
  | { type: 'text'; text: string }
  | { type: 'reasoning'; text: string }
  /** All text so far was what the model thought: its end came with no beginning. */
  | { type: 'text-was-reasoning' }
  /** Once, at the end of a whole answer. Null where the server does not say. */
  | { type: 'usage'; inputTokens: number | null; outputTokens: number | null }

export interface GeneratorOptions {
  signal?: AbortSignal
  /** Of the answer, a reasoning model's thinking included. */
  maxTokens?: number
}

/** The shape of a JSON answer; a zod schema is one. */
export interface JsonShape<Value> {
  toJSONSchema(): object
  safeParse(value: unknown): { success: true; data: Value } | { success: false }
}

/**
 * A language model that writes text.
 * Errors: llm_unreachable, llm_unauthorized, llm_model_missing, llm_rate_limited, llm_failed, llm_interrupted
 * (the stream broke after its first token), llm_timed_out, cancelled.
 */
export interface Generator {
  readonly modelName: string
  /** How many tokens fit into prompt and answer together. */
  readonly contextTokens: number
  /** How many tokens `text` takes at most: an estimate that is rather too high, see `lib/models/generator/count-tokens.ts`. */
  countTokens(text: string): number
  /** Yields pieces as they come. Retries happen only before the first one. */
  stream(messages: PromptMessage[], options?: GeneratorOptions): AsyncIterable<GeneratorPiece>
  /** A short whole completion, for condensing questions: its text without the reasoning. */
  complete(messages: PromptMessage[], options?: GeneratorOptions): Promise<string>
  /**
   * A completion that is JSON of this shape. The server is asked to keep to the shape where it can, and what comes is read
   * with tolerance where it cannot (fences, text around it, a cut-off end). Errors besides: llm_failed when it does not fit.
   */
  completeJson<Value>(messages: PromptMessage[], shape: JsonShape<Value>, options?: GeneratorOptions): Promise<Value>
  /** Resolves when the server answers a one-token request with this model and key. */
  check(signal?: AbortSignal): Promise<void>
}

/** Where a language model is. `apiKey` never leaves the server and is never logged. */
export interface GeneratorConnection {
  baseUrl: string
  model: string
  apiKey: string | null
  /** How the key is sent, and what the server is asked about itself. Missing: like any other. */
  preset?: LlmPresetId
  /** Missing or null: a careful guess. */
  contextTokens?: number | null
}
