import type { EvidenceModel } from './weigh-evidence'

/**
 * By the id of the embedding model, whose cosines they are fitted to: another model's lie elsewhere. Made by `npm run eval:evidence`,
 * with the figures in docs/decisions/020. For a model that is not here the words decide.
 */
export const evidenceModels: Readonly<Record<string, EvidenceModel>> = {
  'Xenova/all-MiniLM-L6-v2': {
    weights: {
      nearestSentence: 4.519,
      sentenceSpread: 5.74,
      passages: -2.799,
      nearestChunk: 1.954,
      bestPassageWords: 4.552,
      passagesWords: -8.016,
      headingWords: -1.926,
      bestSentence: 6.411,
      bestSentenceWords: 1.273,
    },
    constant: -5.849,
    limit: -0.19,
  },
}
