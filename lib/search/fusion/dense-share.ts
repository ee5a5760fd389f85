import type { EmbeddingModel } from '@/lib/domain/embedding-model'

/** MiniLM, nDCG@10 on SciFact train and XQuAD: .4 .742 and .984, .5 .744 and .985, .6 .744 and .985, .7 .744 and .983. */
const evenShare = 0.5

/** What the dense side counts in the fusion for questions that the model serves (`serves-query.ts`), 0 to 1. */
export function denseShareOf(model: Pick<EmbeddingModel, 'denseShare'>): number {
  return model.denseShare ?? evenShare
}
