/** What one query's ranking is worth. `relevant` maps document ids to their grade (1 and up); `ranking` holds each id once, best first. */
export interface QueryJudgement {
  ranking: string[]
  relevant: ReadonlyMap<string, number>
}

export interface RetrievalScores {
  ndcg: number
  recall: number
  reciprocalRank: number
}

/** Normalized discounted cumulative gain of the first `depth`, linear gain, as trec_eval computes it. 0 to 1. */
export function ndcgAt(depth: number, { ranking, relevant }: QueryJudgement): number {
  const ideal = discountedGain([...relevant.values()].sort((left, right) => right - left).slice(0, depth))
  return ideal === 0 ? 0 : discountedGain(ranking.slice(0, depth).map((id) => relevant.get(id) ?? 0)) / ideal
}

/** Share of the relevant documents among the first `depth`. 0 to 1. */
export function recallAt(depth: number, { ranking, relevant }: QueryJudgement): number {
  return relevant.size === 0 ? 0 : ranking.slice(0, depth).filter((id) => relevant.has(id)).length / relevant.size
}

/** 1 over the rank of the first relevant document within `depth`, 0 when there is none. */
export function reciprocalRankAt(depth: number, { ranking, relevant }: QueryJudgement): number {
  const position = ranking.slice(0, depth).findIndex((id) => relevant.has(id))
  return position === -1 ? 0 : 1 / (position + 1)
}

/** Means over the queries, at depth 10. */
export function meanScores(judgements: QueryJudgement[]): RetrievalScores {
  return {
    ndcg: mean(judgements.map((judgement) => ndcgAt(10, judgement))),
    recall: mean(judgements.map((judgement) => recallAt(10, judgement))),
    reciprocalRank: mean(judgements.map((judgement) => reciprocalRankAt(10, judgement))),
  }
}

/** 0 for no values. */
export function mean(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Chance that a value of `positives` lies above one of `negatives`, ties counting half: .5 is a coin, 1 a perfect separation. */
export function areaUnderCurve(positives: number[], negatives: number[]): number {
  const wins = positives.map((positive) => mean(negatives.map((negative) => (positive > negative ? 1 : positive === negative ? 0.5 : 0))))
  return mean(wins)
}

function discountedGain(grades: number[]): number {
  return grades.reduce((sum, grade, index) => sum + grade / Math.log2(index + 2), 0)
}
