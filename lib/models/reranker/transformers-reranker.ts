// The reranker: a cross-encoder with a single label behind the domain's port. When its thread dies the search goes on with the order it has.
import type { Reranker } from '@/lib/domain/ports/reranker'
import type { CrossEncoderEntry } from '../manifest/model-entry'
import { PairThread } from '../pairs/pair-thread'
import { servesText } from '../pairs/serves-text'

export interface TransformersRerankerSettings {
  model: CrossEncoderEntry
  modelsDirectory: string
  /** Absolute path of the compiled pair-worker.mjs. */
  workerPath: string
}

export class TransformersReranker implements Reranker {
  readonly modelId: string
  private readonly thread: PairThread

  /** Starts the thread at once. The files are taken as they are: `verifyModelFiles` checks them first. */
  constructor(private readonly settings: TransformersRerankerSettings) {
    this.modelId = settings.model.id
    this.thread = new PairThread({ ...settings, name: 'reranker', labelCount: 1, kept: 'first', errorCode: 'reranker_failed' })
  }

  /** Scores lie between 0 and 1. In a language that the model does not serve nothing is read, as when the time is up. */
  async rerank(question: string, texts: string[], options: { budgetMilliseconds: number; signal?: AbortSignal }): Promise<Array<number | null>> {
    this.thread.throwIfStopped(options.signal)
    if (!servesText(this.settings.model, question)) return texts.map(() => null)
    const outputs = await this.thread.read(
      texts.map((text) => [question, text] as const),
      options,
    )
    return outputs.map((output) => (output === null ? null : 1 / (1 + Math.exp(-(output[0] ?? 0)))))
  }

  ready(): Promise<void> {
    return this.thread.ready()
  }

  close(): Promise<void> {
    return this.thread.close()
  }
}
