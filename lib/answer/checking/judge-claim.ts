import type { CheckProblem, SentenceCheck } from '@/lib/domain/answer'
import type { ClaimMeasure } from './claim-features'
import { type ClaimModel, chanceOf } from './claim-models'
import type { SourceSentence } from './source-sentences'
import type { WeighedEntailment } from './weigh-entailment'

export type ClaimVerdict = Omit<SentenceCheck, 'start' | 'end'>

/** Under this share of its words the nearest sentence is no evidence, unless it is near in meaning. */
const leastEvidence = { words: 0.2, cosine: 0.4 }
/**
 * Of two sentences that share less of their words, signs of opposition say little. They explain a verdict and never make one: where they
 * alone made it weak, balanced accuracy fell by some three points on XQuAD and two on SciFact, in a run with constants a little different.
 */
const leastOpposed = 0.5

/**
 * What a sure NLI model moves the log odds by: from .5 to .88 or .12. By judgement, since none could be measured: small enough that
 * it does not overrule what words and meaning say surely (docs/decisions/028).
 */
const entailmentInfluence = 2
/** Of an other language only what the NLI model is sure of gets a verdict. */
const sureOfOtherLanguage = 0.9

export interface ClaimCircumstances {
  /** Whether it cites a passage itself. */
  hasMarks: boolean
  /** The passages are in another language, and nothing compares the two in meaning. */
  isOtherLanguage: boolean
  /** Null without an NLI model. */
  entailed: WeighedEntailment | null
}

/** What is stated to the letter must be there; the model decides about the rest. */
export function judgeClaim(
  { features, opposition, nearest: [best], missing }: ClaimMeasure,
  model: ClaimModel,
  { hasMarks, isOtherLanguage, entailed }: ClaimCircumstances,
): ClaimVerdict {
  const towards = entailed === null ? 0 : entailed.entailment - entailed.contradiction
  const chance = isOtherLanguage ? (1 + towards) / 2 : chanceOf(model, features, entailmentInfluence * towards)
  const problems = new Set<CheckProblem>(missing.filter(({ problem }) => !(isOtherLanguage && problem === 'name')).map(({ problem }) => problem))
  const isStated = problems.size === 0
  const isCertain = chance >= (isOtherLanguage ? sureOfOtherLanguage : model.supportedFrom)
  const isOpposed = entailed === null ? opposition > 0 && features.sentenceWords >= leastOpposed : entailed.contradiction > entailed.entailment
  if (!isCertain) problems.add(isOpposed ? 'contradiction' : 'meaning')
  if (!hasMarks) problems.add('citation')
  const isNear = isOtherLanguage || features.sentenceWords >= leastEvidence.words || features.nearestSentence >= leastEvidence.cosine
  const evidence = best !== undefined && isNear ? evidenceOf(best) : null
  // Words of another language cannot be compared: what is stated to the letter is there, the rest is open, unless an NLI model is sure.
  const weakFrom = isOtherLanguage ? 1 - sureOfOtherLanguage : model.weakFrom
  const isUnsupported = !isStated || chance < weakFrom
  const verdict = isUnsupported ? 'unsupported' : isCertain && hasMarks ? 'supported' : 'weak'
  const score = isStated ? chance : Math.min(chance, weakFrom / 2)
  return { verdict, score: Math.round(score * 1000) / 1000, problems: [...problems], evidence }
}

function evidenceOf({ sourceNumber, start, end, page, text }: SourceSentence): SentenceCheck['evidence'] {
  return { sourceNumber, start, end, page, text }
}
