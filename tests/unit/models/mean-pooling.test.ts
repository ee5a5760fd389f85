import { describe, expect, it } from 'vitest'
import { normalizeLength, poolMean } from '@/lib/models/embedder/mean-pooling'

describe('pooling', () => {
  it("is the mean of the tokens' vectors, number by number", () => {
    expect([...poolMean(Float32Array.of(1, 2, 3, 4, 5, 9), 2)]).toEqual([3, 5])
    expect([...poolMean(Float32Array.of(1, -2, 3), 3)]).toEqual([1, -2, 3])
  })
})

describe('normalizing', () => {
  it('makes the length 1 and leaves a vector of zeros alone', () => {
    expect([...normalizeLength(Float32Array.of(3, 4))]).toEqual([...Float32Array.of(0.6, 0.8)])
    expect([...normalizeLength(new Float32Array(2))]).toEqual([0, 0])
  })
})
