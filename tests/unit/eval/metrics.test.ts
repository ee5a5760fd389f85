import { describe, expect, it } from 'vitest'
import { areaUnderCurve } from '@/eval/area-under-curve'
import { meanScores, ndcgAt, recallAt, reciprocalRankAt } from '@/lib/search/lab/ranking-metrics'

const relevant = new Map([
  ['a', 1],
  ['b', 1],
])

describe('retrieval metrics, by hand', () => {
  it('nDCG: relevant at ranks 1 and 3 of two', () => {
    // (1/log2 2 + 1/log2 4) / (1/log2 2 + 1/log2 3) = 1.5 / 1.6309
    expect(ndcgAt(10, { ranking: ['a', 'x', 'b'], relevant })).toBeCloseTo(0.9197, 4)
  })

  it('nDCG with grades: the better one second', () => {
    // (1 + 3/1.58496) / (3 + 1/1.58496) = 2.8928 / 3.6309
    const graded = new Map([
      ['a', 1],
      ['b', 3],
    ])
    expect(ndcgAt(10, { ranking: ['a', 'b'], relevant: graded })).toBeCloseTo(0.7967, 4)
  })

  it('recall and reciprocal rank stop at the depth', () => {
    expect(recallAt(2, { ranking: ['x', 'a', 'b'], relevant })).toBe(0.5)
    expect(reciprocalRankAt(10, { ranking: ['x', 'a', 'b'], relevant })).toBe(0.5)
    expect(reciprocalRankAt(1, { ranking: ['x', 'a'], relevant })).toBe(0)
  })

  it('means over queries', () => {
    const perfect = { ranking: ['a', 'b'], relevant }
    const missed = { ranking: ['x'], relevant }
    expect(meanScores([perfect, missed])).toEqual({ ndcg: 0.5, recall: 0.5, reciprocalRank: 0.5 })
    expect(meanScores([])).toEqual({ ndcg: 0, recall: 0, reciprocalRank: 0 })
  })

  it('area under the curve: three of four pairs in order, one tie', () => {
    expect(areaUnderCurve([0.9, 0.5], [0.5, 0.1])).toBe(0.875)
  })
})
