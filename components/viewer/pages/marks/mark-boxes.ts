import type { DocumentPlaces } from '@/lib/domain/page/page-rectangles'

/** A marked place in shares of its page, 0 to 1: it stays right at any zoom. */
export interface MarkBox {
  left: number
  top: number
  width: number
  height: number
}

/** The rectangles by page. Those of a page whose size is not known are left out. */
export function markBoxes(places: DocumentPlaces | null): Map<number, MarkBox[]> {
  const boxes = new Map<number, MarkBox[]>()
  const sizes = new Map(places?.pages.map((page) => [page.page, page]))
  for (const { page, x, y, width, height } of places?.rectangles ?? []) {
    const size = sizes.get(page)
    if (!size || size.width <= 0 || size.height <= 0) continue
    const box = { left: x / size.width, top: y / size.height, width: width / size.width, height: height / size.height }
    boxes.set(page, [...(boxes.get(page) ?? []), box])
  }
  return boxes
}
