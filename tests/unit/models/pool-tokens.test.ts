import { describe, expect, it } from 'vitest'
import { normalizeLength, poolTokens } from '@/lib/models/embedder/pool-tokens'

describe('pooling', () => {
  it("is the mean of the tokens' vectors, the first or the last", () => {
    const hidden = Float32Array.of(1, 2, 3, 4, 5, 9)
    expect([...poolTokens(hidden, 2, 'mean')]).toEqual([3, 5])
    expect([...poolTokens(hidden, 2, 'cls')]).toEqual([1, 2])
    expect([...poolTokens(hidden, 2, 'last-token')]).toEqual([5, 9])
    expect([...poolTokens(Float32Array.of(1, -2, 3), 3, 'mean')]).toEqual([1, -2, 3])
  })
})

describe('normalizing', () => {
  it('makes the length 1 and leaves a vector of zeros alone', () => {
    expect([...normalizeLength(Float32Array.of(3, 4))]).toEqual([...Float32Array.of(0.6, 0.8)])
    expect([...normalizeLength(new Float32Array(2))]).toEqual([0, 0])
  })
})
