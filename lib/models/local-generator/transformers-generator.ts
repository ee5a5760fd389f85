// A language model that runs on this machine, behind the port of any other.
import { AppError } from '@/lib/domain/app-error'
import type { Generator, GeneratorOptions, GeneratorPiece, JsonShape, PromptMessage } from '@/lib/domain/ports/generator'
import { collectText } from '../generator/collect-text'
import { jsonOrder, readJsonAnswer } from '../generator/read-json-answer'
import { ReasoningSplitter } from '../generator/split-reasoning'
import { TokenEstimate } from '../generator/token-estimate'
import type { GeneratorEntry } from '../manifest/generator-models'
import type { LocalModels } from './local-models'

/** A small model that has lost its thread repeats itself to the end of its context; no honest answer comes near. */
const mostTokens = 1_024

export class TransformersGenerator implements Generator {
  readonly modelName: string
  private readonly estimate = new TokenEstimate()

  constructor(
    private readonly models: Pick<LocalModels, 'write'>,
    private readonly model: GeneratorEntry,
    readonly contextTokens: number,
  ) {
    this.modelName = model.id
  }

  /** Estimated like that of any other: the model's own tokenizer lives in its process, which may not even run. */
  countTokens(text: string): number {
    return this.estimate.count(text)
  }

  async *stream(messages: PromptMessage[], options: GeneratorOptions = {}): AsyncGenerator<GeneratorPiece> {
    const splitter = new ReasoningSplitter()
    const { contextTokens } = this
    const request = { messages, maxTokens: Math.min(mostTokens, options.maxTokens ?? mostTokens), contextTokens }
    for await (const piece of this.models.write(this.model, request, options.signal)) {
      if (piece.type === 'text') yield* splitter.push(piece.text)
      else {
        yield* splitter.end()
        const { inputTokens, outputTokens } = piece
        this.estimate.learn(messages, inputTokens)
        yield { type: 'usage', inputTokens, outputTokens }
      }
    }
  }

  async complete(messages: PromptMessage[], options: GeneratorOptions = {}): Promise<string> {
    return await collectText(this.stream(messages, options))
  }

  async completeJson<Value>(messages: PromptMessage[], shape: JsonShape<Value>, options: GeneratorOptions = {}): Promise<Value> {
    const read = readJsonAnswer(await this.complete([jsonOrder(shape), ...messages], options), shape)
    if (!read) throw new AppError('llm_failed', 'the answer is not JSON of the shape that was asked for')
    return read.value
  }

  async check(signal?: AbortSignal): Promise<void> {
    await this.complete([{ role: 'user', content: 'Hi' }], { signal, maxTokens: 1 })
  }
}
