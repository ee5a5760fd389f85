import { describe, expect, it } from 'vitest'
import { describeScope, scopeOf } from '@/components/chat/scope/describe-scope'

describe('describeScope', () => {
  it('names each part, with what is left when it is taken back', () => {
    const filter = { documentIds: ['a', 'b'], tags: ['x', 'y'], writtenFrom: '2026-01-01', pageUntil: 3 }
    const parts = describeScope(filter)
    expect(parts.map(({ kind, values }) => [kind, ...values])).toEqual([
      ['documents', 'a', 'b'],
      ['tags', 'x'],
      ['tags', 'y'],
      ['written', '2026-01-01', ''],
      ['pages', '', '3'],
    ])
    expect(parts[0]?.without).toEqual({ tags: ['x', 'y'], writtenFrom: '2026-01-01', pageUntil: 3 })
    expect(parts[1]?.without).toEqual({ ...filter, tags: ['y'] })
    expect(parts[3]?.without).toEqual({ documentIds: ['a', 'b'], tags: ['x', 'y'], pageUntil: 3 })
  })

  it('is the whole library once nothing is left', () => {
    expect(describeScope({ tags: ['x'] })[0]?.without).toBeNull()
    expect(scopeOf({ tags: [], documentIds: [], writtenFrom: '' })).toBeNull()
    expect(describeScope({})).toEqual([])
  })
})
