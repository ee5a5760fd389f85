/** A rectangle in the page's own units, y upwards. */
export interface Box {
  left: number
  bottom: number
  right: number
  top: number
}

/** Red, green and blue, 0 to 255. */
export type Color = [red: number, green: number, blue: number]
export type Matrix = [number, number, number, number, number, number]
type Point = [x: number, y: number]

/** Of 255: nobody sees letters that differ by less from what they stand on. */
const nearestColor = 10
/** Looked through from the last one painted; a page with more under one letter is a drawing. */
const mostBoxes = 3_000

/** What a box does to what lies under it. A picture may let through what it lies on, unless it is known not to. */
export type Cover = 'shape' | 'picture' | null

interface PaintedBox {
  box: Box
  /** Null: a picture, a pattern, a shape that is no rectangle. */
  color: Color | null
  cover: Cover
  isPicture: boolean
}

/** In the page's units: rules and the lines of tables are thinner, and cover no letter. */
const thinnestCover = 3
/** Points of a grid, across and down, by which the share of a page is found that pictures take. */
const gridPoints = 24

/** What lies under the letters of a page, and what is laid over them: paper is white until something is painted on it. */
export class PaintedGround {
  private readonly boxes: PaintedBox[] = []
  private readonly covers: { box: Box; cover: Cover; order: number }[] = []

  constructor(private readonly page: Box) {}

  /** So many have been painted: what is added later lies over what is painted now. */
  get painted(): number {
    return this.boxes.length
  }

  add(painted: PaintedBox, clip: Box | null): void {
    const box = [clip, this.page].reduce<Box>((inner, outer) => (outer === null ? inner : intersect(inner, outer)), painted.box)
    if (box.right <= box.left || box.top <= box.bottom) return
    this.boxes.push({ ...painted, box })
    const isThin = box.right - box.left < thinnestCover || box.top - box.bottom < thinnestCover
    if (painted.cover !== null && !isThin) this.covers.push({ box, cover: painted.cover, order: this.boxes.length })
  }

  isPicture(point: Point): boolean {
    return this.boxes.slice(-mostBoxes).some(({ box, isPicture }) => isPicture && holds(box, point))
  }

  /** Whether ink of this colour cannot be told from what lies there. */
  isSame(point: Point, ink: Color): boolean {
    const last = this.boxes.findLast(({ box }, index) => index >= this.boxes.length - mostBoxes && holds(box, point))
    const paper = this.boxes.length > mostBoxes ? null : white
    const color = last === undefined ? paper : last.color
    return color?.every((part, index) => Math.abs(part - (ink[index] ?? 0)) < nearestColor) ?? false
  }

  /** What was laid over all of these points after so many boxes had been painted; a picture before a shape, since a scan has both. */
  coverOf(points: Point[], after: number): Cover {
    const over = this.covers.slice(-mostBoxes).filter(({ box, order }) => order > after && points.every((point) => holds(box, point)))
    return over.find(({ cover }) => cover === 'picture')?.cover ?? over[0]?.cover ?? null
  }

  get pictureCount(): number {
    return this.boxes.filter(({ isPicture }) => isPicture).length
  }

  /** Of the page, 0 to 1. */
  shareOfPictures(): number {
    const pictures = this.boxes.filter(({ isPicture }) => isPicture).slice(-mostBoxes)
    const { left, bottom, right, top } = this.page
    const steps = Array.from({ length: gridPoints }, (_, index) => (index + 0.5) / gridPoints)
    const points = steps.flatMap((x) => steps.map((y): Point => [left + (right - left) * x, bottom + (top - bottom) * y]))
    return points.filter((point) => pictures.some(({ box }) => holds(box, point))).length / points.length
  }
}

const white: Color = [255, 255, 255]

function holds({ left, bottom, right, top }: Box, [x, y]: Point): boolean {
  return x >= left && x <= right && y >= bottom && y <= top
}

function intersect(first: Box, second: Box): Box {
  return {
    left: Math.max(first.left, second.left),
    bottom: Math.max(first.bottom, second.bottom),
    right: Math.min(first.right, second.right),
    top: Math.min(first.top, second.top),
  }
}

export function applyMatrix([a, b, c, d, e, f]: Matrix, [x, y]: Point): Point {
  return [a * x + c * y + e, b * x + d * y + f]
}

export function multiplyMatrices([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

export function boundsOf({ left, bottom, right, top }: Box, matrix: Matrix): Box {
  const corners = [
    [left, bottom],
    [right, bottom],
    [left, top],
    [right, top],
  ].map(([x = 0, y = 0]) => applyMatrix(matrix, [x, y]))
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  return { left: Math.min(...xs), bottom: Math.min(...ys), right: Math.max(...xs), top: Math.max(...ys) }
}
