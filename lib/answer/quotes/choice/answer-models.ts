import type { SpanWeights } from '../asked/rank-spans'
import { englishSpanWeights } from '../asked/weights/english-span-weights'
import { koreanSpanWeights } from '../asked/weights/korean-span-weights'
import type { SentenceModel } from './judge-sentences'
import { sentenceModels, sentenceModelsByMeaning } from './sentence-models'

export interface AnswerModels {
  /** By words alone. */
  sentences: { korean: SentenceModel; english: SentenceModel }
  /** By the id of the embedding model whose cosines they were fitted to. */
  sentencesByMeaning: Readonly<Record<string, SentenceModel>>
  spans: { korean: SpanWeights; english: SpanWeights }
}

/** Made by `npm run eval:answers -- --fit`, with the figures in docs/decisions/021. */
export const answerModels: AnswerModels = {
  sentences: sentenceModels,
  sentencesByMeaning: sentenceModelsByMeaning,
  spans: { korean: koreanSpanWeights, english: englishSpanWeights },
}
