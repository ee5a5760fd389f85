import { describe, expect, it } from 'vitest'
import { percentilesOf } from '@/eval/bench/percentiles'
import { percentile } from '@/lib/search/lab/ranking-metrics'

describe('percentiles', () => {
  it('are values that were measured, by nearest rank, in whatever order they come', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect(percentilesOf(values)).toEqual({ p50: 50, p95: 95, p99: 99 })
    expect(percentile([30, 10, 20], 0.5)).toBe(20)
    expect(percentile([30, 10, 20], 0.67)).toBe(30)
  })

  it('of one value are that value, of none are 0', () => {
    expect(percentilesOf([7])).toEqual({ p50: 7, p95: 7, p99: 7 })
    expect(percentilesOf([])).toEqual({ p50: 0, p95: 0, p99: 0 })
  })
})
