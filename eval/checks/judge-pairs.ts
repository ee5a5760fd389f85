import { claimFeatureNames } from '@/lib/answer/checking/claim-features'
import { foldOf } from '../evidence/cross-validate'
import { fitLogistic, type Logistic } from '../evidence/fit-logistic'
import type { MeasuredPair } from './measure-pairs'

/** How strongly a pair is held attributable, and whether that is enough. */
export interface JudgedPair {
  measured: MeasuredPair
  strength: number
  isSupported: boolean
}

export type Row = (measured: MeasuredPair) => number[]
export const rows = {
  all: ({ features }: MeasuredPair) => claimFeatureNames.map((name) => features[name]),
  words: ({ features }: MeasuredPair) => claimFeatureNames.filter((name) => name !== 'nearestSentence').map((name) => features[name]),
  sentenceCosine: ({ features }: MeasuredPair) => [features.nearestSentence],
  passageCosine: ({ passageCosine }: MeasuredPair) => [passageCosine],
} satisfies Record<string, Row>

/** On weights of features with deviation 1. */
const penalty = 5
const folds = 10

/** Each judged by a model and a limit that have not seen its claim or article. */
export function crossValidate(pairs: MeasuredPair[], row: Row): JudgedPair[] {
  const models = Array.from({ length: folds }, (_, fold) => {
    const others = pairs.filter(({ pair }) => foldOf(pair.group, folds) !== fold)
    const model = fitPairs(others, row)
    return { model, limit: balancedLimit(others, model, row) }
  })
  return pairs.map((measured) => {
    const { model, limit } = models[foldOf(measured.pair.group, folds)] ?? { model: { weights: [], constant: 0 }, limit: 0 }
    const strength = strengthBy(model, row(measured))
    return { measured, strength, isSupported: strength >= limit }
  })
}

/** Every set counts the same, in it attributable and not, and in each of these every kind of pair. */
export function weightsOf(pairs: MeasuredPair[]): number[] {
  const parts = new Map<string, number>()
  const kinds = new Map<string, Set<string>>()
  for (const { pair } of pairs) {
    parts.set(`${pair.set} ${pair.kind}`, (parts.get(`${pair.set} ${pair.kind}`) ?? 0) + 1)
    const side = `${pair.set} ${pair.isAttributable}`
    kinds.set(side, (kinds.get(side) ?? new Set()).add(pair.kind))
  }
  const unit = pairs.length / Math.max(1, kinds.size)
  return pairs.map(({ pair }) => unit / (parts.get(`${pair.set} ${pair.kind}`) ?? 1) / (kinds.get(`${pair.set} ${pair.isAttributable}`)?.size ?? 1))
}

export function fitPairs(pairs: MeasuredPair[], row: Row): Logistic {
  const weights = weightsOf(pairs)
  return fitLogistic(
    pairs.map((measured, index) => ({ features: row(measured), isPositive: measured.pair.isAttributable, weight: weights[index] ?? 0 })),
    penalty,
  )
}

export function strengthBy({ weights, constant }: Logistic, row: number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (row[index] ?? 0), constant)
}

/** Where the weighed shares of right verdicts on both sides are largest together. */
export function balancedLimit(pairs: MeasuredPair[], model: Logistic, row: Row): number {
  const weights = weightsOf(pairs)
  const judged = pairs.map((measured, index) => ({
    strength: strengthBy(model, row(measured)),
    weight: weights[index] ?? 0,
    isPositive: measured.pair.isAttributable,
  }))
  judged.sort((left, right) => left.strength - right.strength)
  let gain = 0
  let best = { gain: 0, limit: Number.NEGATIVE_INFINITY }
  for (const [index, { strength, weight, isPositive }] of judged.entries()) {
    gain += isPositive ? -weight : weight
    const next = judged[index + 1]?.strength ?? strength + 1
    if (gain > best.gain && next > strength) best = { gain, limit: (strength + next) / 2 }
  }
  return best.limit
}

/** The strength below which lies this share of the attributable, weighed. */
export function lowLimit(pairs: MeasuredPair[], model: Logistic, row: Row, share: number): number {
  const weights = weightsOf(pairs)
  const judged = pairs.map((measured, index) => ({
    strength: strengthBy(model, row(measured)),
    weight: measured.pair.isAttributable ? (weights[index] ?? 0) : 0,
  }))
  judged.sort((left, right) => left.strength - right.strength)
  const whole = judged.reduce((sum, { weight }) => sum + weight, 0)
  let below = 0
  for (const { strength, weight } of judged) {
    below += weight
    if (below > whole * share) return strength
  }
  return Number.POSITIVE_INFINITY
}
