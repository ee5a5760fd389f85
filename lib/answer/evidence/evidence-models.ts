import type { EvidenceModel } from './weigh-evidence'

/**
 * By the id of the embedding model, whose cosines they are fitted to: another model's lie elsewhere. Made by `npm run eval:evidence`,
 * with the figures in docs/decisions/030. For a model that is not here the words decide.
 */
export const evidenceModels: Readonly<Record<string, EvidenceModel>> = {
  'Xenova/all-MiniLM-L6-v2': {
    weights: {
      nearestSentence: 4.471,
      bestSentence: 3.368,
      passages: 3.139,
      bestPassageWords: 2.969,
      passagesWords: -4.018,
      lead: 4.817,
      drop: 3.592,
      asksWhich: 0.963,
      asksFigure: -1.113,
      asksExtreme: -0.481,
    },
    constant: -7.89,
    limit: -0.203,
  },
}
