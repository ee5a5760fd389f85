import { followOperator, number, numbers, operators } from './follow-operator'
import { PageState } from './page-state'
import { applyMatrix, type Box, boundsOf, type Cover, PaintedGround } from './painted-ground'

/*
 * Every letter that a page's program paints, with the place of each and whether an eye can see it: pdf.js's text content tells
 * neither the width of a letter nor its colour. The operators are followed as the engine's own painter follows them.
 *
 * Not seen is a letter painted without ink (rendering mode 3, no opacity, or the colour of what lies under it), outside
 * the page, smaller than any print, or under a rectangle or a picture that is painted after it. Ink on a picture, and ink under a
 * pattern or under a shape that is no rectangle, is taken to be seen: what is hidden is left out of the text, and text that somebody can
 * read must never be.
 */

export interface PaintedLetter {
  text: string
  /** Where its baseline begins and ends, in the page's own units. */
  from: [number, number]
  to: [number, number]
  isSeen: boolean
  /** Without ink, but where a picture is: the text of a scan lies so, on its picture or under it. */
  isOnPicture: boolean
  /** With ink, and with this painted over it. */
  under: Cover
}

export interface PaintedPage {
  letters: PaintedLetter[]
  /** Of the page, 0 to 1. */
  shareOfPictures: number
  pictureCount: number
}

/** Whether a picture that is painted by an operator lets nothing through; where the pictures have not been read, each may be so. */
export type IsOpaque = (code: number, args: unknown[]) => boolean

export interface EngineOperators {
  fnArray: number[]
  argsArray: unknown[]
}

export interface EngineFont {
  vertical: boolean
  fontMatrix: number[]
}

const firstFill = 22
const lastFill = 27
/** Of a point: print of one point is a third of a millimetre. */
const smallestSize = 1
const leastOpacity = 0.05
const invisibleModes = new Set([3, 7])
/** A hostile page may paint letters without end; what comes after them is taken to be seen. */
const mostLetters = 500_000

/** `page`: its visible box in its own units. Letters in the order of painting, without spaces. */
export function readPaintedPage(
  { fnArray, argsArray }: EngineOperators,
  page: Box,
  fontOf: (name: string) => EngineFont | null,
  isOpaque: IsOpaque = () => true,
): PaintedPage {
  const letters: InkedLetter[] = []
  const ground = new PaintedGround(page)
  const state = new PageState()
  for (const [index, code] of fnArray.entries()) {
    if (letters.length > mostLetters) break
    const values = argsArray[index]
    const args: unknown[] = Array.isArray(values) ? values : []
    if (code === operators.showText) showText(args[0], state, { ground, page, letters, font: fontOf(state.now.fontName) })
    else if (code === operators.constructPath) paintPath(args, state, ground)
    else if (code === operators.shadingFill) ground.add({ box: page, color: null, cover: null, isPicture: true }, state.now.clip)
    else {
      if (isPicture(fnArray, index)) paintPicture(state, ground, isOpaque(code, args))
      followOperator(code, args, state)
    }
  }
  return { letters: letters.map((letter) => judgeAtLast(letter, ground)), shareOfPictures: ground.shareOfPictures(), pictureCount: ground.pictureCount }
}

const unitSquare: Box = { left: 0, bottom: 0, right: 1, top: 1 }

/** Pictures are not read for the text, and the engine leaves their operator out: a transformation with nothing painted under it is one. */
function isPicture(codes: number[], index: number): boolean {
  const code = codes[index] ?? 0
  if (code >= operators.firstImage && code <= operators.lastImage) return true
  return code === operators.restore && codes[index - 1] === operators.transform
}

function paintPicture(state: PageState, ground: PaintedGround, isOpaque: boolean): void {
  const { matrix, clip } = state.now
  const cover = isOpaque && isUpright(matrix) && state.paintsOver() ? 'picture' : null
  ground.add({ box: boundsOf(unitSquare, matrix), color: null, cover, isPicture: true }, clip)
}

function paintPath([operation, data, bounds]: unknown[], state: PageState, ground: PaintedGround): void {
  const [left = 0, bottom = 0, right = 0, top = 0] = numbers(bounds)
  const now = state.now
  const box = boundsOf({ left, bottom, right, top }, now.matrix)
  const isRectangle = isUpright(now.matrix) && isRectanglePath(Array.isArray(data) ? data[0] : data)
  const code = number(operation)
  if (code >= firstFill && code <= lastFill) {
    const color = isRectangle && state.paintsOver() ? now.color : null
    ground.add({ box, color, cover: color === null ? null : 'shape', isPicture: color === null }, now.clip)
  }
  if (now.clipsNext && isRectangle) state.clip(box)
  else if (now.clipsNext) now.isCut = true
  now.clipsNext = false
}

function isUpright([a, b, c, d]: number[]): boolean {
  return (b === 0 && c === 0) || (a === 0 && d === 0)
}

/** Move and lines (0 and 1, with a point each) along two of each coordinate; a curve (2) makes it another shape. */
function isRectanglePath(path: unknown): boolean {
  const values = numbers(path)
  const xs = new Set<number>()
  const ys = new Set<number>()
  for (let index = 0; index < values.length; ) {
    const code = values[index]
    if (code === 3) index += 1
    else if (code === 0 || code === 1) {
      xs.add(values[index + 1] ?? 0)
      ys.add(values[index + 2] ?? 0)
      index += 3
    } else return false
    if (xs.size > 2 || ys.size > 2) return false
  }
  return xs.size === 2 && ys.size === 2
}

interface Shown {
  ground: PaintedGround
  page: Box
  letters: InkedLetter[]
  font: EngineFont | null
}

/** Follows `showText` of the engine's painter: spacing in thousandths, widths in units of the font. */
function showText(glyphs: unknown, state: PageState, { ground, page, letters, font }: Shown): void {
  if (!Array.isArray(glyphs) || font === null) return
  const now = state.now
  const size = Math.abs(now.fontSize)
  const sign = now.fontSize < 0 ? -1 : 1
  const scale = now.fontSize * (font.fontMatrix[0] ?? 0.001)
  const matrix = state.textMatrix()
  const height = size * Math.hypot(matrix[2], matrix[3])
  let along = 0
  const place = (): [number, number] =>
    font.vertical ? applyMatrix(matrix, [now.x, now.y - along]) : applyMatrix(matrix, [now.x + along * now.horizontalScale, now.y])
  for (const glyph of glyphs) {
    if (typeof glyph === 'number') {
      along += ((font.vertical ? 1 : -1) * glyph * size) / 1000
      continue
    }
    const { text, width, isSpace } = readGlyph(glyph, font.vertical)
    const from = place()
    along += width * scale
    const to = place()
    along += ((isSpace ? now.wordSpacing : 0) + now.letterSpacing) * sign * (font.vertical ? -1 : 1)
    if (text.trim() !== '') letters.push({ text, from, to, ...judge(from, to, height, { state, ground, page }) })
  }
  if (font.vertical) now.y -= along
  else now.x += along * now.horizontalScale
}

function readGlyph(glyph: unknown, isVertical: boolean): { text: string; width: number; isSpace: boolean } {
  if (typeof glyph !== 'object' || glyph === null) return { text: '', width: 0, isSpace: false }
  const { unicode, width, isSpace, vmetric } = glyph as Record<string, unknown>
  const length = isVertical && Array.isArray(vmetric) ? -number(vmetric[0]) : number(width)
  return { text: typeof unicode === 'string' ? unicode : '', width: length, isSpace: isSpace === true }
}

/** A letter with what is known of it before the rest of the page is painted. */
interface InkedLetter {
  text: string
  from: [number, number]
  to: [number, number]
  center: [number, number]
  height: number
  isInside: boolean
  hasInk: boolean
  isSeen: boolean
  /** So much had been painted before it. */
  after: number
}

function judge(
  from: [number, number],
  to: [number, number],
  height: number,
  { state, ground, page }: { state: PageState; ground: PaintedGround; page: Box },
): Omit<InkedLetter, 'text' | 'from' | 'to'> {
  const { mode, opacity, color } = state.now
  const center: [number, number] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2 + height / 4]
  const isInside = center[0] > page.left && center[0] < page.right && center[1] > page.bottom && center[1] < page.top
  const isTiny = height < Math.min(smallestSize, (page.top - page.bottom) / 842)
  const hasInk = !invisibleModes.has(mode) && opacity > leastOpacity
  const strokes = mode === 1 || mode === 2 || mode === 5 || mode === 6
  const isSeen = isInside && !isTiny && hasInk && (strokes || color === null || !ground.isSame(center, color))
  return { center, height, isInside, hasInk, isSeen, after: ground.painted }
}

/** A letter of which a part looks out can be guessed: all of it must be under the same box. */
function judgeAtLast({ text, from, to, center, height, isInside, hasInk, isSeen, after }: InkedLetter, ground: PaintedGround): PaintedLetter {
  const under = isSeen ? ground.coverOf([from, to, [center[0], center[1] + height / 4]], after) : null
  return { text, from, to, isSeen: isSeen && under !== 'shape', isOnPicture: isInside && !hasInk && ground.isPicture(center), under }
}
