import { describe, expect, it } from 'vitest'
import { drawSample, seededNumbers } from '@/eval/throughput/seeded-sample'

const items = Array.from({ length: 100 }, (_, index) => index)

describe('a seeded sample', () => {
  it('is the same for the same seed and another for another', () => {
    expect(drawSample(items, 10, seededNumbers(1))).toEqual(drawSample(items, 10, seededNumbers(1)))
    expect(drawSample(items, 10, seededNumbers(1))).not.toEqual(drawSample(items, 10, seededNumbers(2)))
  })

  it('holds each item at most once, and all of them where there are no more', () => {
    const drawn = drawSample(items, 1_000, seededNumbers(3))
    expect([...drawn].sort((a, b) => a - b)).toEqual(items)
    expect(drawn).not.toEqual(items)
    expect(items[0]).toBe(0)
  })

  it('draws every item about equally often', () => {
    const next = seededNumbers(4)
    const counts = new Map<number, number>()
    for (let round = 0; round < 4_000; round += 1) for (const item of drawSample([0, 1, 2, 3], 1, next)) counts.set(item, (counts.get(item) ?? 0) + 1)
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150)
  })
})
