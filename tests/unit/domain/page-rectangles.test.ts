import { describe, expect, it } from 'vitest'
import type { LayoutRun, PageLayout } from '@/lib/domain/normalized-document'
import { findRectangles } from '@/lib/domain/page/page-rectangles'

function pageOf(page: number, runs: LayoutRun[]): PageLayout {
  return { page, width: 600, height: 800, runs, running: [] }
}

/** Ten characters of ten points each on two lines, then a page of its own. */
const layout = [
  pageOf(1, [
    [0, 10, 50, 100, 100, 12],
    [10, 20, 160, 101, 100, 11],
    [21, 31, 50, 120, 100, 12],
  ]),
  pageOf(2, [[32, 42, 50, 60, 100, 12]]),
]

describe('findRectangles', () => {
  it('gives the rectangle of a whole run', () => {
    expect(findRectangles(layout, 21, 31)).toEqual([{ page: 1, x: 50, y: 120, width: 100, height: 12 }])
  })

  it('cuts a run in proportion to the characters where the range begins or ends inside it', () => {
    expect(findRectangles(layout, 23, 26)).toEqual([{ page: 1, x: 70, y: 120, width: 30, height: 12 }])
  })

  it('knows that an m is wider than an i', () => {
    const line = [pageOf(1, [[0, 6, 0, 0, 100, 12]])]
    const [narrow] = findRectangles(line, 0, 3, 'iiimmm')
    const [wide] = findRectangles(line, 3, 6, 'iiimmm')
    expect(narrow?.width).toBeLessThan(30)
    expect((narrow?.width ?? 0) + (wide?.width ?? 0)).toBeCloseTo(100)
    expect(wide?.x).toBeCloseTo(narrow?.width ?? 0)
  })

  it('makes one rectangle of the runs of a line, and one for each line and page', () => {
    expect(findRectangles(layout, 5, 37)).toEqual([
      { page: 1, x: 100, y: 100, width: 160, height: 12 },
      { page: 1, x: 50, y: 120, width: 100, height: 12 },
      { page: 2, x: 50, y: 60, width: 50, height: 12 },
    ])
  })

  it('keeps the columns of a line apart', () => {
    const columns = [
      pageOf(1, [
        [0, 5, 50, 100, 200, 12],
        [5, 10, 330, 100, 200, 12],
      ]),
    ]
    expect(findRectangles(columns, 0, 10)).toHaveLength(2)
  })

  it('cuts text that is written downwards along its height', () => {
    expect(findRectangles([pageOf(1, [[0, 10, 500, 100, 12, 200]])], 5, 10)).toEqual([{ page: 1, x: 500, y: 200, width: 12, height: 100 }])
  })

  it('finds nothing where no run is, and in no layout', () => {
    expect(findRectangles(layout, 20, 21)).toEqual([])
    expect(findRectangles([], 0, 100)).toEqual([])
  })
})
