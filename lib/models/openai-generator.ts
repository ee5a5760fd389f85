// A language model behind any server that speaks OpenAI's chat completions, through the openai SDK. The SDK's own
// retries are off: they know nothing of a first token, and would not honour the limits given here. Whole completions are
// collected from the same stream, so that time limits and retries are the same for both.
import OpenAI from 'openai'
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions'
import { Stream } from 'openai/streaming'
import { AppError } from '@/lib/domain/app-error'
import type { Generator, GeneratorConnection, GeneratorOptions, GeneratorPiece, JsonShape, PromptMessage } from '@/lib/domain/ports/generator'
import { collectText } from './generator/collect-text'
import { mapOpenAiError } from './generator/map-openai-error'
import { openClient } from './generator/open-client'
import { type OptionalParameter, optionalParameters, refusedParameter } from './generator/optional-parameters'
import { isWorthRetrying, pause, retryPause } from './generator/pause-before-retry'
import { readChunk } from './generator/read-chunk'
import { jsonOrder, readJsonAnswer } from './generator/read-json-answer'
import { ReasoningSplitter } from './generator/split-reasoning'
import { TokenDeadline } from './generator/token-deadline'
import { TokenEstimate } from './generator/token-estimate'
import { watchStreamEnd } from './generator/watch-stream-end'

/** All in milliseconds, but for `attempts`: how often a request is sent at most. */
export interface GeneratorLimits {
  firstToken: number
  betweenTokens: number
  attempts: number
  /** A server that asks for a longer wait than this is not waited for. */
  longestRetryPause: number
}

export const defaultGeneratorLimits: GeneratorLimits = { firstToken: 60_000, betweenTokens: 30_000, attempts: 3, longestRetryPause: 20_000 }

/** What a model reads at the least where neither a person nor its server says how much: that of the smallest in use. */
const carefulContextTokens = 8_192

type Call = GeneratorOptions & { shape?: object; withUsage?: boolean }

export class OpenaiGenerator implements Generator {
  readonly modelName: string
  readonly contextTokens: number
  private readonly client: OpenAI
  private readonly limits: GeneratorLimits
  private readonly refused = new Set<OptionalParameter>()
  private readonly estimate = new TokenEstimate()

  /** Errors: invalid_request when the address is not http or https, or holds a password. */
  constructor(connection: GeneratorConnection, limits: Partial<GeneratorLimits> = {}) {
    this.limits = { ...defaultGeneratorLimits, ...limits }
    this.modelName = connection.model
    this.contextTokens = connection.contextTokens ?? carefulContextTokens
    this.client = openClient(connection, this.limits.firstToken + 1_000)
  }

  countTokens(text: string): number {
    return this.estimate.count(text)
  }

  async *stream(messages: PromptMessage[], options: GeneratorOptions = {}): AsyncGenerator<GeneratorPiece> {
    for await (const piece of this.streamWithRetries(messages, { ...options, withUsage: true }, this.limits.attempts)) {
      if (piece.type === 'usage') this.estimate.learn(messages, piece.inputTokens)
      yield piece
    }
  }

  async complete(messages: PromptMessage[], options: GeneratorOptions = {}): Promise<string> {
    return await this.collect(messages, options)
  }

  async completeJson<Value>(messages: PromptMessage[], shape: JsonShape<Value>, options: GeneratorOptions = {}): Promise<Value> {
    const text = await this.collect([jsonOrder(shape), ...messages], { ...options, shape: shape.toJSONSchema() })
    const read = readJsonAnswer(text, shape)
    if (!read) throw new AppError('llm_failed', 'the answer is not JSON of the shape that was asked for')
    return read.value
  }

  async check(signal?: AbortSignal): Promise<void> {
    const answer = this.streamWithRetries([{ role: 'user', content: 'Hi' }], { signal, maxTokens: 1 }, 1)
    try {
      while (!(await answer.next()).done);
    } catch (error) {
      if (!isTokenLimitReached(error)) throw error
    }
  }

  private collect(messages: PromptMessage[], call: Call): Promise<string> {
    return collectText(this.streamWithRetries(messages, call, this.limits.attempts))
  }

  private async *streamWithRetries(messages: PromptMessage[], call: Call, attempts: number): AsyncGenerator<GeneratorPiece> {
    for (let attempt = 1; ; attempt += 1) {
      const progress = { hasStarted: false }
      const body = this.body(messages, call)
      try {
        return yield* this.streamOnce(body, call.signal, progress)
      } catch (error) {
        if (progress.hasStarted || error instanceof AppError) throw mapOpenAiError(error, progress.hasStarted)
        if (this.noteRefusedParameter(error, body)) {
          attempt -= 1
          continue
        }
        const wait = attempt < attempts && isWorthRetrying(error) ? retryPause(error, attempt, this.limits.longestRetryPause) : null
        if (wait === null) throw mapOpenAiError(error, false)
        await pause(wait, call.signal)
      }
    }
  }

  private async *streamOnce(
    body: ChatCompletionCreateParamsStreaming,
    signal: AbortSignal | undefined,
    progress: { hasStarted: boolean },
  ): AsyncGenerator<GeneratorPiece> {
    const deadline = new TokenDeadline(signal)
    try {
      yield* this.readPieces(body, deadline, progress)
    } catch (error) {
      // An aborted request ends in many shapes; the deadline knows why it was aborted.
      throw deadline.failure ?? error
    } finally {
      deadline.close()
    }
  }

  private async *readPieces(
    body: ChatCompletionCreateParamsStreaming,
    deadline: TokenDeadline,
    progress: { hasStarted: boolean },
  ): AsyncGenerator<GeneratorPiece> {
    const controller = deadline.requestController
    deadline.expectWithin(this.limits.firstToken)
    const answered = await this.client.chat.completions.create(body, { signal: controller.signal }).asResponse()
    const { response, hasEnded } = watchStreamEnd(answered)
    const splitter = new ReasoningSplitter()
    let isFinished = false
    let usage: GeneratorPiece = { type: 'usage', inputTokens: null, outputTokens: null }
    for await (const value of Stream.fromSSEResponse<unknown>(response, controller, this.client)) {
      const chunk = readChunk(value)
      if (chunk.isFinished) isFinished = true
      if (chunk.usage) usage = { type: 'usage', ...chunk.usage }
      if (chunk.text || chunk.reasoning) progress.hasStarted = true
      // Until the first token the first limit runs on: an empty opening chunk is no answer.
      if (!progress.hasStarted) continue
      deadline.rest()
      if (chunk.reasoning) {
        splitter.noteReasoning()
        yield { type: 'reasoning', text: chunk.reasoning }
      }
      yield* splitter.push(chunk.text)
      deadline.expectWithin(this.limits.betweenTokens)
    }
    if (deadline.failure) throw deadline.failure
    if (!isFinished && !hasEnded()) throw new AppError(progress.hasStarted ? 'llm_interrupted' : 'llm_failed', 'the stream ended without its end mark')
    deadline.rest()
    yield* splitter.end()
    yield usage
  }

  private body(messages: PromptMessage[], { maxTokens, shape, withUsage }: Call): ChatCompletionCreateParamsStreaming {
    const { refused } = this
    const limit = maxTokens === undefined ? {} : refused.has('max_tokens') ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens }
    return {
      model: this.modelName,
      messages,
      stream: true,
      ...limit,
      // The likeliest words, not varied ones: the answer has to keep to its sources.
      ...(refused.has('temperature') ? {} : { temperature: 0 }),
      ...(withUsage && !refused.has('stream_options') ? { stream_options: { include_usage: true } } : {}),
      ...(shape && !refused.has('response_format') ? { response_format: jsonFormat(shape) } : {}),
    }
  }

  private noteRefusedParameter(error: unknown, body: object): boolean {
    const sent = optionalParameters.filter((name) => name in body)
    const parameter = refusedParameter(error, sent)
    if (parameter) this.refused.add(parameter)
    return parameter !== null
  }
}

function jsonFormat(schema: object): ChatCompletionCreateParamsStreaming['response_format'] {
  return { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema: { ...schema } } }
}

/** Some models refuse to end in the middle of a word; then the server, the model and the key are right all the same. */
function isTokenLimitReached(error: unknown): boolean {
  const cause = error instanceof AppError ? error.cause : null
  return cause instanceof OpenAI.APIError && cause.status === 400 && /limit was reached/.test(cause.message)
}
