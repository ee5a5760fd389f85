import { describe, expect, it } from 'vitest'
import { describeDuration } from '@/components/documents/queue/describe-duration'

describe('describeDuration', () => {
  it('rounds up, and never counts down by the second', () => {
    expect(describeDuration(1)).toEqual({ unit: 'seconds', count: 10 })
    expect(describeDuration(41)).toEqual({ unit: 'seconds', count: 50 })
    expect(describeDuration(61)).toEqual({ unit: 'minutes', count: 2 })
    expect(describeDuration(80 * 60)).toEqual({ unit: 'minutes', count: 80 })
    expect(describeDuration(91 * 60)).toEqual({ unit: 'hours', count: 2 })
  })
})
