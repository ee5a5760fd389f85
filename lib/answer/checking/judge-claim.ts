import type { CheckProblem, SentenceCheck } from '@/lib/domain/answer'
import type { ClaimMeasure } from './claim-features'
import { type ClaimModel, chanceOf } from './claim-models'
import type { SourceSentence } from './source-sentences'

export type ClaimVerdict = Omit<SentenceCheck, 'start' | 'end'>

/** Under this share of its words the nearest sentence is no evidence, unless it is near in meaning. */
const leastEvidence = { words: 0.2, cosine: 0.4 }
/**
 * Of two sentences that share less of their words, signs of opposition say little. They explain a verdict and never make one: where they
 * alone made it weak, balanced accuracy fell by some three points on XQuAD and two on SciFact, in a run with constants a little different.
 */
const leastOpposed = 0.5

export interface ClaimCircumstances {
  /** Whether it cites a passage itself. */
  hasMarks: boolean
  /** The passages are in another language, and nothing compares the two in meaning. */
  isOtherLanguage: boolean
}

/** What is stated to the letter must be there; the model decides about the rest. */
export function judgeClaim(
  { features, opposition, best, missing }: ClaimMeasure,
  model: ClaimModel,
  { hasMarks, isOtherLanguage }: ClaimCircumstances,
): ClaimVerdict {
  const chance = chanceOf(model, features)
  const problems = new Set<CheckProblem>(missing.filter(({ problem }) => !(isOtherLanguage && problem === 'name')).map(({ problem }) => problem))
  const isStated = problems.size === 0
  const isCertain = !isOtherLanguage && chance >= model.supportedFrom
  if (!isCertain) problems.add(opposition > 0 && features.sentenceWords >= leastOpposed ? 'contradiction' : 'meaning')
  if (!hasMarks) problems.add('citation')
  const isNear = isOtherLanguage || features.sentenceWords >= leastEvidence.words || features.nearestSentence >= leastEvidence.cosine
  const evidence = best !== null && isNear ? evidenceOf(best) : null
  // Words of another language cannot be compared: what is stated to the letter is there, the rest is open.
  if (isOtherLanguage && isStated) return { verdict: 'weak', score: 0.5, problems: [...problems], evidence }
  const isUnsupported = !isStated || chance < model.weakFrom
  const verdict = isUnsupported ? 'unsupported' : isCertain && hasMarks ? 'supported' : 'weak'
  const score = isStated ? chance : Math.min(chance, model.weakFrom / 2)
  return { verdict, score: Math.round(score * 1000) / 1000, problems: [...problems], evidence }
}

function evidenceOf({ sourceNumber, start, end, page, text }: SourceSentence): SentenceCheck['evidence'] {
  return { sourceNumber, start, end, page, text }
}
