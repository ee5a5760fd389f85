import { mean } from '@/lib/search/lab/ranking-metrics'

/** Chance that a value of `positives` lies above one of `negatives`, ties counting half: .5 is a coin, 1 a perfect separation. */
export function areaUnderCurve(positives: number[], negatives: number[]): number {
  const wins = positives.map((positive) => mean(negatives.map((negative) => (positive > negative ? 1 : positive === negative ? 0.5 : 0))))
  return mean(wins)
}
