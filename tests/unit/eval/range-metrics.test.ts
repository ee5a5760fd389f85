import { describe, expect, it } from 'vitest'
import { scoreRanges } from '@/eval/chunking/range-metrics'

describe('scoreRanges', () => {
  it('counts what is found over what is wanted, taken, and both', () => {
    const scores = scoreRanges([{ start: 0, end: 100 }], [{ start: 90, end: 110 }])
    expect(scores).toEqual({ recall: 0.5, precision: 0.1, intersectionOverUnion: 10 / 110 })
  })

  it('counts text taken twice once as found and twice as read', () => {
    const chunk = { start: 0, end: 10 }
    expect(scoreRanges([chunk, chunk], [chunk])).toEqual({ recall: 1, precision: 0.5, intersectionOverUnion: 0.5 })
  })

  it('joins wanted places that overlap', () => {
    const wanted = [
      { start: 0, end: 10 },
      { start: 5, end: 20 },
    ]
    expect(scoreRanges([{ start: 0, end: 20 }], wanted).recall).toBe(1)
    expect(scoreRanges([], wanted)).toEqual({ recall: 0, precision: 0, intersectionOverUnion: 0 })
  })
})
