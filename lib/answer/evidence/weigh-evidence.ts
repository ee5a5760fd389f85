import { type EvidenceFeatures, featureNames } from './evidence-features'

/** A logistic model: the sum of the weighed features and the constant; below `limit` nothing is quoted. */
export interface EvidenceModel {
  weights: EvidenceFeatures
  constant: number
  limit: number
}

/** The log odds that the passages answer the question. */
export function weighEvidence(model: Pick<EvidenceModel, 'weights' | 'constant'>, features: EvidenceFeatures): number {
  return featureNames.reduce((sum, name) => sum + model.weights[name] * features[name], model.constant)
}
