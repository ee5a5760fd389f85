import { type Box, type Color, type Matrix, multiplyMatrices } from './painted-ground'

interface GraphicsState {
  matrix: Matrix
  clip: Box | null
  /** The path that comes next confines what is painted after it. */
  clipsNext: boolean
  /** Null where it is a pattern. */
  color: Color | null
  opacity: number
  /** Mixed with what lies under it instead of laid over it. */
  isBlended: boolean
  isMasked: boolean
  /** Inside of a group that is not opaque as a whole. */
  isInVeil: boolean
  /** Confined to a shape that is no rectangle. */
  isCut: boolean
  mode: number
  fontName: string
  fontSize: number
  letterSpacing: number
  wordSpacing: number
  horizontalScale: number
  leading: number
  text: Matrix
  x: number
  y: number
  lineX: number
  lineY: number
}

const identity: Matrix = [1, 0, 0, 1, 0, 0]
/** Hostile files save without end. */
const deepest = 10_000

/** What a page's operators have set so far, with the saved states below it. */
export class PageState {
  now: GraphicsState = {
    matrix: identity,
    clip: null,
    clipsNext: false,
    color: [0, 0, 0],
    opacity: 1,
    isBlended: false,
    isMasked: false,
    isInVeil: false,
    isCut: false,
    mode: 0,
    fontName: '',
    fontSize: 0,
    letterSpacing: 0,
    wordSpacing: 0,
    horizontalScale: 1,
    leading: 0,
    text: identity,
    x: 0,
    y: 0,
    lineX: 0,
    lineY: 0,
  }
  private readonly saved: GraphicsState[] = []
  /** For each open marked content whether it is a layer. */
  private readonly contents: boolean[] = []

  save(): void {
    if (this.saved.length < deepest) this.saved.push({ ...this.now })
  }

  restore(): void {
    this.now = this.saved.pop() ?? this.now
  }

  transform(values: number[]): void {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = values
    this.now.matrix = multiplyMatrices(this.now.matrix, [a, b, c, d, e, f])
  }

  clip(box: Box): void {
    const clip = this.now.clip
    this.now.clip =
      clip === null
        ? box
        : {
            left: Math.max(clip.left, box.left),
            bottom: Math.max(clip.bottom, box.bottom),
            right: Math.min(clip.right, box.right),
            top: Math.min(clip.top, box.top),
          }
  }

  beginContent(isLayer: boolean): void {
    if (this.contents.length < deepest) this.contents.push(isLayer)
  }

  endContent(): void {
    this.contents.pop()
  }

  /** Whether what is painted now hides what lies under it, all over its box. */
  paintsOver(): boolean {
    const { opacity, isBlended, isMasked, isInVeil, isCut } = this.now
    return opacity > 0.99 && !isBlended && !isMasked && !isInVeil && !isCut && !this.contents.includes(true)
  }

  beginText(values: number[]): void {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = values
    Object.assign(this.now, { text: [a, b, c, d, e, f], x: 0, y: 0, lineX: 0, lineY: 0 })
  }

  moveText(x: number, y: number): void {
    this.now.lineX += x
    this.now.lineY += y
    this.now.x = this.now.lineX
    this.now.y = this.now.lineY
  }

  /** From text to the page. */
  textMatrix(): Matrix {
    return multiplyMatrices(this.now.matrix, this.now.text)
  }
}
