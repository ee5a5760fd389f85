import type { EmbeddingModel } from '@/lib/domain/embedding-model'
import type { Embedder } from '@/lib/domain/ports/embedder'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import type { ChangedDocuments } from '@/lib/jobs/model-change/changed-documents'
import { ActiveIndex } from './active-index'
import { WriteGate } from './write-gate'

/** A model with what belongs to it: nothing made by one may meet what was made by another. */
export interface OpenModel {
  model: EmbeddingModel
  embedder: Embedder
  /** On the model's own collection. */
  index: VectorIndex
  /** Folder with its tokenizer. */
  tokenizerPath: string
}

/**
 * The model that answers. Searches and ingestion hold `embedder` and `index` for good and reach, through them, whichever model answers
 * at that moment. A vector remembers which model made it, and a search with it goes to that model's collection: a question that was
 * embedded just before a switch is still answered rightly just after it.
 */
export class ActiveModel {
  readonly embedder: Embedder
  readonly index: VectorIndex
  readonly gate = new WriteGate()
  private readonly makers = new WeakMap<Float32Array, OpenModel>()
  private asking = 0

  constructor(
    private open: OpenModel,
    readonly changed: ChangedDocuments,
  ) {
    this.index = new ActiveIndex(this)
    this.embedder = this.createEmbedder()
  }

  get current(): OpenModel {
    return this.open
  }

  /** Questions that are being embedded or searched for right now. */
  get questions(): number {
    return this.asking
  }

  /** Who made this vector: the model that answers where nothing is known of it. */
  makerOf(vector: Float32Array | null): OpenModel {
    return (vector && this.makers.get(vector)) ?? this.open
  }

  noteMaker(vector: Float32Array, maker: OpenModel): void {
    this.makers.set(vector, maker)
  }

  async asked<Result>(work: () => Promise<Result>): Promise<Result> {
    this.asking += 1
    try {
      return await work()
    } finally {
      this.asking -= 1
    }
  }

  /** From now on this one answers. Only while the gate is closed. */
  switchTo(next: OpenModel): void {
    this.open = next
  }

  private createEmbedder(): Embedder {
    const remember = (vector: Float32Array, maker: OpenModel) => {
      this.noteMaker(vector, maker)
      return vector
    }
    const current = () => this.open
    return {
      get model() {
        return current().model
      },
      embedQuery: (text, signal) => {
        const maker = current()
        return this.asked(async () => remember(await maker.embedder.embedQuery(text, signal), maker))
      },
      async embedPassages(texts, options) {
        const maker = current()
        return (await maker.embedder.embedPassages(texts, options)).map((vector) => remember(vector, maker))
      },
      ready: () => current().embedder.ready(),
      close: () => current().embedder.close(),
    }
  }
}
