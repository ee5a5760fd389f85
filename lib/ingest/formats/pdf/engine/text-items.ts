import { z } from 'zod'
import type { EngineViewport } from './engine-document'

/** A run of characters as pdf.js reports it. Lengths are in points at scale 1. */
export interface TextItem {
  text: string
  /**
   * Start and baseline in a frame turned with the text, so that lines of turned and vertical text can be put together like
   * any other: x grows along the baseline, y upwards from line to line. Frames of different angles do not compare.
   */
  x: number
  y: number
  /** Degrees clockwise from upright, as the page is shown: 0 to 359. Vertical writing is 90. */
  angle: number
  width: number
  /** Font size as drawn. */
  size: number
  fontName: string
  isMonospace: boolean
  /** True when the engine saw a line end after the item. */
  endsLine: boolean
  box: Box
  /** Of upright text: where each UTF-16 unit of it begins, and the last one ends, in points from its beginning. */
  edges?: number[]
}

/** A rectangle in points from the upper left corner of the page as it is shown. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

const engineItem = z.object({
  str: z.string(),
  transform: z.array(z.unknown()).length(6),
  width: z.unknown(),
  height: z.unknown(),
  fontName: z.string(),
  hasEOL: z.boolean(),
})
const engineStyle = z.object({
  fontFamily: z.string().optional(),
  vertical: z.boolean().optional(),
  ascent: z.number().optional(),
  descent: z.number().optional(),
})

/** In radians: 2.5 degrees. */
const skew = 0.044

/** `edges` as in `TextItem`, in the page's own units. */
export function toTextItem(item: unknown, styles: Record<string, unknown>, viewport: EngineViewport, edges?: number[]): TextItem[] {
  const parsed = engineItem.safeParse(item)
  if (!parsed.success) return []
  const { str, transform, width, height, fontName, hasEOL } = parsed.data
  const style = engineStyle.safeParse(styles[fontName]).data ?? {}
  const [a, b, c, d, x, y] = multiply(viewport.transform.map(finite), transform.map(finite))
  const size = Math.hypot(c, d)
  const isVertical = style.vertical === true
  const length = Math.abs(finite(isVertical ? height : width)) * viewportScale(viewport)
  const direction = straighten(Math.atan2(b, a)) + (isVertical ? Math.PI / 2 : 0)
  const angle = ((Math.round((direction * 180) / Math.PI) % 360) + 360) % 360
  const [cos, sin] = [Math.cos(direction), Math.sin(direction)]
  const { above, below } = isVertical ? { above: 0.5, below: 0.5 } : extentOf(style)
  return [
    {
      text: str,
      x: x * cos + y * sin,
      y: x * sin - y * cos + viewport.height,
      angle,
      width: length,
      size,
      fontName,
      isMonospace: style.fontFamily === 'monospace',
      endsLine: hasEOL,
      box: enclose([x, y], [cos, sin], { length, above: above * size, below: below * size }),
      ...(edges === undefined || angle !== 0 ? {} : { edges: edges.map((edge) => edge * viewportScale(viewport)) }),
    },
  ]
}

/** Recognised text of scanned pages is turned by a degree or so, each word otherwise: that is upright text. */
function straighten(direction: number): number {
  const quarter = Math.round(direction / (Math.PI / 2)) * (Math.PI / 2)
  return Math.abs(direction - quarter) < skew ? quarter : direction
}

/** How far letters reach above and below the baseline, in font sizes. Files state nonsense at times: the usual values then. */
function extentOf({ ascent, descent }: z.infer<typeof engineStyle>): { above: number; below: number } {
  const above = ascent !== undefined && ascent > 0.5 && ascent < 1.2 ? ascent : 0.8
  const below = descent !== undefined && descent < 0 && descent > -0.5 ? -descent : 0.2
  return { above, below }
}

/** The upright rectangle around a piece of text that may be turned. */
function enclose([x, y]: [number, number], [cos, sin]: [number, number], size: { length: number; above: number; below: number }): Box {
  const corners = [0, size.length].flatMap((along) =>
    [-size.above, size.below].map((across) => [x + along * cos - across * sin, y + along * sin + across * cos]),
  )
  const xs = corners.map(([cornerX = 0]) => cornerX)
  const ys = corners.map(([, cornerY = 0]) => cornerY)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top }
}

/** Points of the page to points as shown: 1, unless the file has a unit of its own. */
function viewportScale({ transform }: EngineViewport): number {
  return Math.hypot(finite(transform[0]), finite(transform[1])) || 1
}

/** Hostile files make the engine report places that are no numbers, and distances that no page has. */
function finite(value: unknown): number {
  return typeof value === 'number' && Math.abs(value) < 1e7 ? value : 0
}

type Matrix = [number, number, number, number, number, number]

function multiply(outer: number[], inner: number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = outer
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = inner
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}
