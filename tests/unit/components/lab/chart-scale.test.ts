import { describe, expect, it } from 'vitest'
import { chartScale, positionOn } from '@/components/lab/results/chart-scale'
import { historyLines } from '@/components/lab/runs/history-lines'
import type { TestRun } from '@/lib/domain/retrieval/test-set'

const shares = { low: 0, high: 1 }

describe('chartScale', () => {
  it('holds every value between round ticks and does not pass what is possible', () => {
    expect(chartScale([0.712, 0.748], shares)).toEqual({ low: 0.7, high: 0.76, ticks: [0.7, 0.72, 0.74, 0.76] })
    const full = chartScale([0.2, 1], shares)
    expect(full.high).toBe(1)
    expect(full.low).toBeLessThanOrEqual(0.2)
  })

  it.each([[[]], [[1]], [[0]], [[0.5, 0.5]], [[Number.NaN]], [[0.0001, 0.00011]], [[3, 412]]])('is an axis for %j', (values) => {
    const { low, high, ticks } = chartScale(values, { low: 0, high: 1000 })
    expect(high).toBeGreaterThan(low)
    expect(ticks.at(0)).toBe(low)
    expect(ticks.at(-1)).toBe(high)
    expect(ticks.every((tick, index) => index === 0 || tick > (ticks[index - 1] ?? 0))).toBe(true)
    for (const value of values.filter(Number.isFinite)) expect(value >= low && value <= high).toBe(true)
  })

  it('puts values where they belong', () => {
    const scale = { low: 0.5, high: 1, ticks: [] }
    expect(positionOn(scale, 0.75, 0, 100)).toBe(50)
    expect(positionOn(scale, 0.75, 100, 0)).toBe(50)
    expect(positionOn(scale, 0.1, 10, 110)).toBe(10)
  })
})

describe('historyLines', () => {
  it('joins what has the same name, and leaves a gap where it was not measured', () => {
    const run = (names: string[], ndcg: number[]) =>
      ({ configurations: names.map((name) => ({ name })), scores: ndcg.map((value) => ({ ndcg: value })) }) as unknown as TestRun
    const lines = historyLines([run(['dense', 'words'], [0.4, 0.5]), run(['words'], [0.6]), run(['dense', 'words'], [0.5, 0.7])])
    expect(lines).toEqual([
      {
        name: 'words',
        points: [
          { run: 0, ndcg: 0.5 },
          { run: 1, ndcg: 0.6 },
          { run: 2, ndcg: 0.7 },
        ],
      },
      {
        name: 'dense',
        points: [
          { run: 0, ndcg: 0.4 },
          { run: 2, ndcg: 0.5 },
        ],
      },
    ])
  })
})
