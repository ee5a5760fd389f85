import type { TestRun } from '@/lib/domain/retrieval/test-set'

export interface HistoryLine {
  /** Of the configuration: runs are joined by it. */
  name: string
  /** `run` is the position in the runs given. */
  points: Array<{ run: number; ndcg: number }>
}

/** A line for each configuration's name over runs in the order given; a run that did not measure it has no point. Longest line first. */
export function historyLines(runs: readonly TestRun[]): HistoryLine[] {
  const lines = new Map<string, HistoryLine>()
  runs.forEach(({ configurations, scores }, run) => {
    configurations.forEach(({ name }, position) => {
      const score = scores[position]
      if (!score) return
      const line = lines.get(name) ?? { name, points: [] }
      line.points.push({ run, ndcg: score.ndcg })
      lines.set(name, line)
    })
  })
  return [...lines.values()].sort((left, right) => right.points.length - left.points.length)
}
