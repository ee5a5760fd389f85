import { describe, expect, it } from 'vitest'
import { countFilters, tidyFilter } from '@/components/lab/configuration/passage-filter'
import { countShared, rankChange } from '@/components/lab/try/columns/link-hits'
import type { ExplainedHit } from '@/lib/domain/retrieval/search-configuration'

function hit(pointId: string, rank: number): ExplainedHit {
  return { passage: { pointId } as ExplainedHit['passage'], rank, dense: null, lexical: null, fused: null, reranked: null }
}

const base = [hit('a', 1), hit('b', 2), hit('c', 3)]

describe('hits beside each other', () => {
  it('tell how their place changed against the first column', () => {
    expect(rankChange(hit('c', 1), base)).toEqual({ kind: 'up', by: 2 })
    expect(rankChange(hit('a', 3), base)).toEqual({ kind: 'down', by: 2 })
    expect(rankChange(hit('b', 2), base)).toEqual({ kind: 'same' })
    expect(rankChange(hit('x', 1), base)).toEqual({ kind: 'new' })
  })

  it('are counted where both columns have them', () => {
    expect(countShared([hit('c', 1), hit('x', 2), hit('a', 3)], base)).toBe(2)
    expect(countShared([], base)).toBe(0)
  })
})

describe('a filter', () => {
  it('loses what does not filter, and counts a range once', () => {
    const filter = { documentIds: [], tags: ['law'], writtenFrom: '2024-01-01', writtenUntil: '2024-12-31', pageFrom: undefined, pageUntil: Number.NaN }
    expect(tidyFilter(filter)).toEqual({ tags: ['law'], writtenFrom: '2024-01-01', writtenUntil: '2024-12-31' })
    expect(countFilters(filter)).toBe(2)
    expect(countFilters({})).toBe(0)
  })
})
