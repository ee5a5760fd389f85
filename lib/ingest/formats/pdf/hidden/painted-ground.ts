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

/** What lies under the letters of a page: paper is white until something is painted on it. */
export class PaintedGround {
  private readonly boxes: { box: Box; color: Color | null }[] = []

  constructor(private readonly page: Box) {}

  /** `color` null: a picture, a pattern, a shape that is no rectangle. */
  add(box: Box, color: Color | null, clip: Box | null): void {
    const shown = [clip, this.page].reduce<Box>((inner, outer) => (outer === null ? inner : intersect(inner, outer)), box)
    if (shown.right > shown.left && shown.top > shown.bottom) this.boxes.push({ box: shown, color })
  }

  isPicture(point: Point): boolean {
    return this.boxes.slice(-mostBoxes).some(({ box, color }) => color === null && holds(box, point))
  }

  /** Whether ink of this colour cannot be told from what lies there. */
  isSame(point: Point, ink: Color): boolean {
    const last = this.boxes.findLast(({ box }, index) => index >= this.boxes.length - mostBoxes && holds(box, point))
    const paper = this.boxes.length > mostBoxes ? null : white
    const color = last === undefined ? paper : last.color
    return color?.every((part, index) => Math.abs(part - (ink[index] ?? 0)) < nearestColor) ?? false
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
