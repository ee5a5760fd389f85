// The judge of statements: an NLI cross-encoder behind the domain's port, in the same kind of thread as the reranker.
import type { Entailment, EntailmentJudge } from '@/lib/domain/ports/models/entailment-judge'
import type { EntailmentEntry } from '../manifest/model-entry'
import type { TextPair } from '../pairs/pair-messages'
import { PairThread } from '../pairs/pair-thread'
import { servesText } from '../pairs/serves-text'

export interface TransformersEntailmentSettings {
  model: EntailmentEntry
  modelsDirectory: string
  /** Absolute path of the compiled pair-worker.mjs. */
  workerPath: string
}

export class TransformersEntailmentJudge implements EntailmentJudge {
  readonly modelId: string
  private readonly thread: PairThread

  /** Starts the thread at once. The files are taken as they are: `verifyModelFiles` checks them first. */
  constructor(private readonly settings: TransformersEntailmentSettings) {
    const { model } = settings
    this.modelId = model.id
    this.thread = new PairThread({ ...settings, name: 'entailment', labelCount: model.labels.length, kept: 'second', errorCode: 'entailment_failed' })
  }

  async judge(statement: string, texts: string[], options: { budgetMilliseconds: number; signal?: AbortSignal }): Promise<Array<Entailment | null>> {
    this.thread.throwIfStopped(options.signal)
    const { model } = this.settings
    const isServed = texts.map((text) => servesText(model, statement) && servesText(model, text))
    // The premise comes first, as in what the models were trained on.
    const pairs = texts.filter((_, index) => isServed[index]).map((text): TextPair => [text, statement])
    const outputs = (await this.thread.read(pairs, options)).values()
    return isServed.map((served) => {
      const output = served ? (outputs.next().value ?? null) : null
      return output === null ? null : this.toEntailment(output)
    })
  }

  ready(): Promise<void> {
    return this.thread.ready()
  }

  close(): Promise<void> {
    return this.thread.close()
  }

  private toEntailment(logits: number[]): Entailment {
    const highest = Math.max(...logits)
    const shares = logits.map((logit) => Math.exp(logit - highest))
    const whole = shares.reduce((sum, share) => sum + share, 0)
    const chanceOf = (label: keyof Entailment) => (shares[this.settings.model.labels.indexOf(label)] ?? 0) / whole
    return { entailment: chanceOf('entailment'), neutral: chanceOf('neutral'), contradiction: chanceOf('contradiction') }
  }
}
