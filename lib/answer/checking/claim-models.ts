import { type ClaimFeatures, claimFeatureNames } from './claim-features'

/** A logistic model of whether a sentence stands in its passages: the weighed features and the constant give the log odds. */
export interface ClaimModel {
  weights: ClaimFeatures
  constant: number
  /** The chance from which on a sentence is supported, and that from which on it is weak. */
  supportedFrom: number
  weakFrom: number
}

/** For where nothing can be compared in meaning: no embedder, or one that does not serve the language. Made like those below, Korean included. */
export const wordsModel: ClaimModel = {
  weights: { nearestSentence: 0, passageWords: 3.568, sentenceWords: 0.685, missingNumbers: -2.423, missingNames: -1.147 },
  constant: -2.497,
  supportedFrom: 0.452,
  weakFrom: 0.375,
}

/** By the id of the embedding model, whose cosines they are fitted to. Made by `npm run eval:checks`, with the figures in docs/decisions/022. */
export const claimModels: Readonly<Record<string, ClaimModel>> = {
  'Xenova/all-MiniLM-L6-v2': {
    weights: { nearestSentence: 0.793, passageWords: 4.141, sentenceWords: -0.287, missingNumbers: -2.44, missingNames: -1.12 },
    constant: -2.953,
    supportedFrom: 0.487,
    weakFrom: 0.355,
  },
}

/** 0 to 1. `moved`: what else is added to the log odds. */
export function chanceOf({ weights, constant }: Pick<ClaimModel, 'weights' | 'constant'>, features: ClaimFeatures, moved: number): number {
  const odds = claimFeatureNames.reduce((sum, name) => sum + weights[name] * features[name], constant + moved)
  return 1 / (1 + Math.exp(-odds))
}
