import type { TestQuestion, TestResult, TestScores } from '@/lib/domain/retrieval/test-set'

/** One question under two configurations, of one run or of two. */
export interface QuestionChange {
  question: TestQuestion
  before: TestResult
  after: TestResult
  /** Of nDCG: above zero where `after` is better. */
  change: number
}

export const changeOrders = ['worse', 'better', 'largest'] as const
export type ChangeOrder = (typeof changeOrders)[number]

/** Smaller differences are the noise of sums. */
const leastChange = 1e-6

/** Questions that both measured, each with its two results. A question that was added or removed in between has none. */
export function compareResults(questions: readonly TestQuestion[], before: readonly TestResult[], after: readonly TestResult[]): QuestionChange[] {
  const earlier = new Map(before.map((result) => [result.questionId, result]))
  const later = new Map(after.map((result) => [result.questionId, result]))
  return questions.flatMap((question) => {
    const left = earlier.get(question.id)
    const right = later.get(question.id)
    return left && right ? [{ question, before: left, after: right, change: right.ndcg - left.ndcg }] : []
  })
}

/** Questions that did not change come last in every order. */
export function sortChanges(changes: readonly QuestionChange[], order: ChangeOrder): QuestionChange[] {
  const keyOf = ({ change }: QuestionChange) => (order === 'worse' ? change : order === 'better' ? -change : -Math.abs(change))
  return changes.toSorted((left, right) => Number(isSame(left)) - Number(isSame(right)) || keyOf(left) - keyOf(right))
}

export function countChanges(changes: readonly QuestionChange[]): { better: number; worse: number; same: number } {
  const same = changes.filter(isSame).length
  const better = changes.filter((change) => !isSame(change) && change.change > 0).length
  return { better, worse: changes.length - same - better, same }
}

function isSame({ change }: QuestionChange): boolean {
  return Math.abs(change) < leastChange
}

export const scoreNames = ['ndcg', 'recall', 'reciprocalRank', 'p50', 'p95'] as const
export type ScoreName = (typeof scoreNames)[number]

/** The positions that hold the best value of a column: the highest, for milliseconds the lowest. None when all are equal. */
export function bestPositions(scores: readonly TestScores[], name: ScoreName): Set<number> {
  const isTime = name === 'p50' || name === 'p95'
  const values = scores.map((score) => shownValue(score[name], isTime))
  const best = isTime ? Math.min(...values) : Math.max(...values)
  const positions = values.flatMap((value, position) => (value === best ? [position] : []))
  return new Set(positions.length === values.length ? [] : positions)
}

/** Two values that look the same are the same. */
function shownValue(value: number, isTime: boolean): number {
  return Number(value.toFixed(isTime ? 1 : 3))
}
