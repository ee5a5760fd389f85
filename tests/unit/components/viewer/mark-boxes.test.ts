import { expect, it } from 'vitest'
import { markBoxes } from '@/components/viewer/pages/marks/mark-boxes'

it('turns rectangles into shares of their page, and leaves out pages of unknown size', () => {
  const boxes = markBoxes({
    pages: [
      { page: 2, width: 600, height: 800 },
      { page: 4, width: 0, height: 0 },
    ],
    rectangles: [
      { page: 2, x: 60, y: 80, width: 300, height: 40 },
      { page: 2, x: 60, y: 120, width: 30, height: 40 },
      { page: 3, x: 1, y: 1, width: 1, height: 1 },
      { page: 4, x: 1, y: 1, width: 1, height: 1 },
    ],
    texts: [],
  })
  expect([...boxes]).toEqual([
    [
      2,
      [
        { left: 0.1, top: 0.1, width: 0.5, height: 0.05 },
        { left: 0.1, top: 0.15, width: 0.05, height: 0.05 },
      ],
    ],
  ])
})

it('marks nothing while nothing is known', () => {
  expect(markBoxes(null).size).toBe(0)
})
