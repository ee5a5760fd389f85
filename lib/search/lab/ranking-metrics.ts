/** What one query's ranking is worth. `relevant` maps ids to their grade (1 and up); `ranking` holds each id once, best first. */
export interface QueryJudgement {
  ranking: string[]
  relevant: ReadonlyMap<string, number>
}

export interface RetrievalScores {
  ndcg: number
  recall: number
  reciprocalRank: number
}

const depth = 10

/** Normalized discounted cumulative gain of the first `depth`, linear gain, as trec_eval computes it. 0 to 1. */
export function ndcgAt(depth: number, { ranking, relevant }: QueryJudgement): number {
  const ideal = discountedGain([...relevant.values()].sort((left, right) => right - left).slice(0, depth))
  return ideal === 0 ? 0 : discountedGain(ranking.slice(0, depth).map((id) => relevant.get(id) ?? 0)) / ideal
}

/** Share of the relevant among the first `depth`. 0 to 1. */
export function recallAt(depth: number, { ranking, relevant }: QueryJudgement): number {
  return relevant.size === 0 ? 0 : ranking.slice(0, depth).filter((id) => relevant.has(id)).length / relevant.size
}

/** 1 over the rank of the first relevant one within `depth`, 0 when there is none. */
export function reciprocalRankAt(depth: number, { ranking, relevant }: QueryJudgement): number {
  const position = ranking.slice(0, depth).findIndex((id) => relevant.has(id))
  return position === -1 ? 0 : 1 / (position + 1)
}

/** All three at depth 10. */
export function scoreRanking(judgement: QueryJudgement): RetrievalScores {
  return { ndcg: ndcgAt(depth, judgement), recall: recallAt(depth, judgement), reciprocalRank: reciprocalRankAt(depth, judgement) }
}

/** Means over the queries, at depth 10. */
export function meanScores(judgements: QueryJudgement[]): RetrievalScores {
  return averageScores(judgements.map(scoreRanking))
}

export function averageScores(scores: RetrievalScores[]): RetrievalScores {
  return {
    ndcg: mean(scores.map(({ ndcg }) => ndcg)),
    recall: mean(scores.map(({ recall }) => recall)),
    reciprocalRank: mean(scores.map(({ reciprocalRank }) => reciprocalRank)),
  }
}

/** 0 for no values. */
export function mean(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The smallest value that at least `share` (0 to 1) of the values do not exceed; 0 for no values. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}

function discountedGain(grades: number[]): number {
  return grades.reduce((sum, grade, index) => sum + grade / Math.log2(index + 2), 0)
}
