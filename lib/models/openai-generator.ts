// A language model behind any server that speaks OpenAI's chat completions, through the openai SDK. The SDK's own
// retries are off: they know nothing of a first token, and would not honour the limits given here. Whole completions are
// collected from the same stream, so that time limits and retries are the same for both.
import OpenAI from 'openai'
import type { ChatCompletionChunk, ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions'
import { Stream } from 'openai/streaming'
import { AppError } from '@/lib/domain/app-error'
import type { Generator, GeneratorConnection, PromptMessage } from '@/lib/domain/ports/generator'
import { ReasoningFilter } from './generator/hide-reasoning'
import { mapOpenAiError, refusedParameter } from './generator/map-openai-error'
import { isWorthRetrying, pause, retryPause } from './generator/pause-before-retry'
import { TokenDeadline } from './generator/token-deadline'
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

type CallOptions = { signal?: AbortSignal; maxTokens?: number }

/** Parameters that some models refuse; then they are left out, or sent under their newer name. */
const optionalParameters = ['max_tokens', 'temperature'] as const
type OptionalParameter = (typeof optionalParameters)[number]

export class OpenaiGenerator implements Generator {
  readonly modelName: string
  private readonly client: OpenAI
  private readonly limits: GeneratorLimits
  private readonly refused = new Set<OptionalParameter>()

  /** Errors: invalid_request when the address is not http or https, or holds a password. */
  constructor(connection: GeneratorConnection, limits: Partial<GeneratorLimits> = {}) {
    this.limits = { ...defaultGeneratorLimits, ...limits }
    this.modelName = connection.model
    this.client = new OpenAI({
      baseURL: checkedAddress(connection.baseUrl),
      // Local servers need no key, but the SDK does.
      apiKey: connection.apiKey ?? 'none',
      organization: null,
      project: null,
      maxRetries: 0,
      timeout: this.limits.firstToken + 1_000,
      // Its log lines would quote answers.
      logLevel: 'off',
    })
  }

  async *stream(messages: PromptMessage[], options: CallOptions = {}): AsyncGenerator<string> {
    yield* this.streamWithRetries(messages, options, this.limits.attempts)
  }

  async complete(messages: PromptMessage[], options: CallOptions = {}): Promise<string> {
    let text = ''
    for await (const piece of this.stream(messages, options)) text += piece
    return text.trimEnd()
  }

  async check(signal?: AbortSignal): Promise<void> {
    const answer = this.streamWithRetries([{ role: 'user', content: 'Hi' }], { signal, maxTokens: 1 }, 1)
    try {
      while (!(await answer.next()).done);
    } catch (error) {
      if (!isTokenLimitReached(error)) throw error
    }
  }

  private async *streamWithRetries(messages: PromptMessage[], options: CallOptions, attempts: number): AsyncGenerator<string> {
    for (let attempt = 1; ; attempt += 1) {
      const progress = { hasStarted: false }
      try {
        return yield* this.streamOnce(messages, options, progress)
      } catch (error) {
        if (progress.hasStarted || error instanceof AppError) throw mapOpenAiError(error, progress.hasStarted)
        if (this.noteRefusedParameter(error)) {
          attempt -= 1
          continue
        }
        const wait = attempt < attempts && isWorthRetrying(error) ? retryPause(error, attempt, this.limits.longestRetryPause) : null
        if (wait === null) throw mapOpenAiError(error, false)
        await pause(wait, options.signal)
      }
    }
  }

  private async *streamOnce(messages: PromptMessage[], options: CallOptions, progress: { hasStarted: boolean }): AsyncGenerator<string> {
    const deadline = new TokenDeadline(options.signal)
    try {
      yield* this.readPieces(messages, options.maxTokens, deadline, progress)
    } catch (error) {
      // An aborted request ends in many shapes; the deadline knows why it was aborted.
      throw deadline.failure ?? error
    } finally {
      deadline.close()
    }
  }

  private async *readPieces(
    messages: PromptMessage[],
    maxTokens: number | undefined,
    deadline: TokenDeadline,
    progress: { hasStarted: boolean },
  ): AsyncGenerator<string> {
    const controller = deadline.requestController
    deadline.expectWithin(this.limits.firstToken)
    const answered = await this.client.chat.completions.create(this.body(messages, maxTokens), { signal: controller.signal }).asResponse()
    const { response, hasEnded } = watchStreamEnd(answered)
    const filter = new ReasoningFilter()
    let isFinished = false
    for await (const chunk of Stream.fromSSEResponse<ChatCompletionChunk>(response, controller, this.client)) {
      const choice = chunk.choices?.[0]
      if (choice?.finish_reason) isFinished = true
      if (hasToken(choice)) progress.hasStarted = true
      const shown = typeof choice?.delta?.content === 'string' ? filter.push(choice.delta.content) : ''
      // Until the first token the first limit runs on: an empty opening chunk is no answer.
      if (!progress.hasStarted) continue
      deadline.rest()
      if (shown) yield shown
      deadline.expectWithin(this.limits.betweenTokens)
    }
    if (deadline.failure) throw deadline.failure
    if (!isFinished && !hasEnded()) throw new AppError(progress.hasStarted ? 'llm_interrupted' : 'llm_failed', 'the stream ended without its end mark')
    deadline.rest()
    const rest = filter.end()
    if (rest) yield rest
  }

  private body(messages: PromptMessage[], maxTokens: number | undefined): ChatCompletionCreateParamsStreaming {
    const limit = maxTokens === undefined ? {} : this.refused.has('max_tokens') ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens }
    // The likeliest words, not varied ones: the answer has to keep to its sources.
    const temperature = this.refused.has('temperature') ? {} : { temperature: 0 }
    return { model: this.modelName, messages, stream: true, ...limit, ...temperature }
  }

  private noteRefusedParameter(error: unknown): boolean {
    const parameter = refusedParameter(
      error,
      optionalParameters.filter((name) => !this.refused.has(name)),
    )
    if (parameter) this.refused.add(parameter)
    return parameter !== null
  }
}

function checkedAddress(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password) {
    throw new AppError('invalid_request', "the language model's address must be an http or https address without a password in it")
  }
  return baseUrl.replace(/\/+$/, '')
}

/** Servers of reasoning models stream the reasoning beside the text: it is never shown, but it shows that they work. */
function hasToken(choice: ChatCompletionChunk.Choice | undefined): boolean {
  const delta: Record<string, unknown> = { ...choice?.delta }
  return Boolean(delta.content || delta.reasoning_content || delta.reasoning)
}

/** Some models refuse to end in the middle of a word; then the server, the model and the key are right all the same. */
function isTokenLimitReached(error: unknown): boolean {
  const cause = error instanceof AppError ? error.cause : null
  return cause instanceof OpenAI.APIError && cause.status === 400 && /limit was reached/.test(cause.message)
}
