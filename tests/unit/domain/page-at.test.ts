import { describe, expect, it } from 'vitest'
import { pageAt } from '@/lib/domain/page/page-at'

describe('pageAt', () => {
  const pageBreaks = [
    { page: 4, start: 120 },
    { page: 6, start: 150 },
  ]

  it('is the last page that has begun', () => {
    expect([100, 119, 120, 149, 150, 900].map((offset) => pageAt({ page: 3, pageBreaks }, offset))).toEqual([3, 3, 4, 4, 6, 6])
  })

  it('is the page of the passage where no further one begins, and none where there are no pages', () => {
    expect(pageAt({ page: 3, pageBreaks: [] }, 900)).toBe(3)
    expect(pageAt({ page: null, pageBreaks: [] }, 900)).toBeNull()
  })
})
