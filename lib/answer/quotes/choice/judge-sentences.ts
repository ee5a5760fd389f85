import type { ExtractTerms, ScoredUnit } from '../score-units'
import { type SentenceFeatures, sentenceFeatureNames, sentenceFeatures } from './sentence-features'

/** Weights of a log-linear model. */
export type SentenceModel = SentenceFeatures

export type Cosines = ReadonlyMap<ScoredUnit, number> | null

/** As many as are compared in meaning (`../../evidence/sentences-to-compare.ts`). */
const sentencesJudged = 12

export interface JudgedSentence {
  scored: ScoredUnit
  /** That it answers, one of those judged; they add up to 1. */
  chance: number
}

/** Most likely first. `scored` best first; `cosines` null where none are known, else only the sentences in it are judged. */
export function judgeSentences(
  { question, scored, cosines, extractTerms }: { question: string; scored: ScoredUnit[]; cosines: Cosines; extractTerms: ExtractTerms },
  model: SentenceModel,
): JudgedSentence[] {
  const units = unitsJudged(scored, cosines)
  if (units.length === 0) return []
  const weights = sentenceFeatures(question, units, cosines, extractTerms).map((features) =>
    sentenceFeatureNames.reduce((sum, name) => sum + model[name] * features[name], 0),
  )
  const highest = Math.max(...weights)
  const total = weights.reduce((sum, weight) => sum + Math.exp(weight - highest), 0)
  return units
    .map((one, index) => ({ scored: one, chance: Math.exp((weights[index] ?? 0) - highest) / total }))
    .sort((left, right) => right.chance - left.chance)
}

export function unitsJudged(scored: ScoredUnit[], cosines: Cosines): ScoredUnit[] {
  return scored.filter((one) => cosines === null || cosines.has(one)).slice(0, sentencesJudged)
}
