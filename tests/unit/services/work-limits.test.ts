import { describe, expect, it } from 'vitest'
import { chooseWorkLimits } from '@/lib/services/work-limits'

describe('how much is done at once', () => {
  it.each([1, 2, 4, 16])('keeps each of %i cores embedding and never waits for a parser that is not there', (cores) => {
    const limits = chooseWorkLimits(cores)
    expect(limits.embeddingWorkers).toBe(cores)
    expect(limits.parserProcesses).toBeGreaterThanOrEqual(1)
    expect(limits.documentsInWork).toBeGreaterThan(limits.parserProcesses)
    expect(limits.documentsInWork).toBeGreaterThan(limits.embeddingWorkers)
  })
})
