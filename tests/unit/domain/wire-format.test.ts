import { describe, expect, it } from 'vitest'
import { fromWire, toWire } from '@/lib/domain/wire-format'

describe('the wire format', () => {
  it('renames keys at every depth and nothing else', () => {
    const inside = { documentId: 'aB', pages: [{ startOffset: 1, isLast: null }], plain: true }
    const outside = { document_id: 'aB', pages: [{ start_offset: 1, is_last: null }], plain: true }
    expect(toWire(inside)).toEqual(outside)
    expect(fromWire(outside)).toEqual(inside)
  })

  it('leaves values that are not plain objects alone', () => {
    const date = new Date(0)
    expect(toWire({ someDate: date, emptyList: [], text: 'camelCase stays' })).toEqual({ some_date: date, empty_list: [], text: 'camelCase stays' })
  })
})
