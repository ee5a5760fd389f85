import { describe, expect, it } from 'vitest'
import { anchorAt, heightOf, pageAtHeight, pageGap, stackPages, usualWidth } from '@/components/viewer/pages/page-stack'
import { clampZoom, fitFactor, stepZoom } from '@/components/viewer/pages/zoom'

const portrait = { width: 600, height: 800 }
const landscape = { width: 800, height: 600 }

describe('stackPages', () => {
  it('is as high as all pages and the space around them, and as wide as the widest', () => {
    const stack = stackPages([portrait, landscape, portrait], 2)
    expect(stack.height).toBe(2 * (800 + 600 + 800) + 4 * pageGap)
    expect(stack.width).toBe(1600)
    expect(stack.tops).toEqual([pageGap, 1600 + 2 * pageGap, 2800 + 3 * pageGap])
  })

  it('finds the page at a height, from the first to the last', () => {
    const stack = stackPages(
      Array.from({ length: 2000 }, () => portrait),
      1,
    )
    expect(pageAtHeight(stack, 0)).toBe(1)
    expect(pageAtHeight(stack, stack.tops[1233] ?? 0)).toBe(1234)
    expect(pageAtHeight(stack, (stack.tops[1233] ?? 0) - 1)).toBe(1233)
    expect(pageAtHeight(stack, stack.height * 2)).toBe(2000)
  })

  it('keeps a place in the text where it is when the pages change their size', () => {
    const small = stackPages([portrait, portrait, portrait], 1)
    const anchor = anchorAt(small, (small.tops[1] ?? 0) + 200)
    expect(anchor).toEqual({ page: 2, share: 0.25 })
    const large = stackPages([landscape, portrait, portrait], 2)
    expect(heightOf(large, anchor)).toBe((large.tops[1] ?? 0) + 400)
  })

  it('takes the usual width and not that of one fold-out', () => {
    expect(usualWidth([portrait, portrait, { width: 3000, height: 800 }])).toBe(600)
    expect(usualWidth([])).toBe(1)
  })
})

describe('zoom', () => {
  it('steps from any factor to the next step, and stays within its limits', () => {
    expect(stepZoom(1, 1)).toBe(1.1)
    expect(stepZoom(1.03, -1)).toBe(1)
    expect(stepZoom(4, 1)).toBe(4)
    expect(stepZoom(0.2, -1)).toBe(0.2)
    expect(clampZoom(100)).toBe(4)
    expect(clampZoom(0)).toBe(0.1)
  })

  it('fits a page to the space, and not larger than is good to read', () => {
    expect(fitFactor(400, 600)).toBeCloseTo(0.5)
    expect(fitFactor(4000, 600)).toBe(1.5)
  })
})
