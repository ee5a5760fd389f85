import type { PageState } from './page-state'
import type { Color } from './painted-ground'

/** The engine's numbers of the operators that are followed (its `OPS`). */
export const operators = {
  setGState: 9,
  save: 10,
  restore: 11,
  transform: 12,
  clip: 29,
  eoClip: 30,
  beginText: 31,
  setCharSpacing: 33,
  setWordSpacing: 34,
  setHScale: 35,
  setLeading: 36,
  setFont: 37,
  setTextRenderingMode: 38,
  moveText: 40,
  setLeadingMoveText: 41,
  setTextMatrix: 42,
  nextLine: 43,
  showText: 44,
  setFillColorN: 55,
  setFillRGBColor: 59,
  shadingFill: 62,
  beginMarkedContent: 69,
  beginMarkedContentProps: 70,
  endMarkedContent: 71,
  paintFormXObjectBegin: 74,
  paintFormXObjectEnd: 75,
  beginGroup: 76,
  endGroup: 77,
  firstImage: 83,
  image: 85,
  inlineImage: 86,
  lastImage: 90,
  constructPath: 91,
  setFillTransparent: 93,
} as const

type Follow = (state: PageState, args: unknown[]) => void

const save: Follow = (state) => state.save()
const restore: Follow = (state) => state.restore()
const clipNext: Follow = ({ now }) => {
  now.clipsNext = true
}
const usePattern: Follow = ({ now }) => {
  now.color = null
}

const followers = new Map<number, Follow>([
  [operators.save, save],
  [operators.beginGroup, beginGroup],
  [operators.beginMarkedContent, (state) => state.beginContent(false)],
  // A layer may be switched off.
  [operators.beginMarkedContentProps, (state, [tag]) => state.beginContent(tag === 'OC')],
  [operators.endMarkedContent, (state) => state.endContent()],
  [operators.restore, restore],
  [operators.endGroup, restore],
  [operators.paintFormXObjectEnd, restore],
  [operators.clip, clipNext],
  [operators.eoClip, clipNext],
  [operators.setFillColorN, usePattern],
  [operators.setFillTransparent, usePattern],
  [operators.setGState, setGraphicsState],
  [operators.transform, (state, args) => state.transform(numbers(args))],
  [
    operators.paintFormXObjectBegin,
    (state, [matrix]) => {
      state.save()
      state.transform(numbers(matrix))
    },
  ],
  [
    operators.setFillRGBColor,
    ({ now }, [color]) => {
      now.color = typeof color === 'string' ? parseColor(color) : null
    },
  ],
  [
    operators.setFont,
    ({ now }, [name, size]) => {
      now.fontName = typeof name === 'string' ? name : ''
      now.fontSize = number(size)
    },
  ],
  [
    operators.setTextRenderingMode,
    ({ now }, [mode]) => {
      now.mode = number(mode)
    },
  ],
  [
    operators.setCharSpacing,
    ({ now }, [spacing]) => {
      now.letterSpacing = number(spacing)
    },
  ],
  [
    operators.setWordSpacing,
    ({ now }, [spacing]) => {
      now.wordSpacing = number(spacing)
    },
  ],
  [
    operators.setHScale,
    ({ now }, [percent]) => {
      now.horizontalScale = number(percent, 100) / 100
    },
  ],
  [
    operators.setLeading,
    ({ now }, [leading]) => {
      now.leading = -number(leading)
    },
  ],
  [operators.beginText, (state) => state.beginText([1, 0, 0, 1, 0, 0])],
  [operators.setTextMatrix, (state, [matrix]) => state.beginText(numbers(matrix))],
  [operators.moveText, (state, [x, y]) => state.moveText(number(x), number(y))],
  [
    operators.setLeadingMoveText,
    (state, [x, y]) => {
      state.now.leading = number(y)
      state.moveText(number(x), number(y))
    },
  ],
  [operators.nextLine, (state) => state.moveText(0, state.now.leading)],
])

/** Sets in `state` what one operator sets; those that paint are followed elsewhere. */
export function followOperator(code: number, args: unknown[], state: PageState): void {
  followers.get(code)?.(state, args)
}

/** What is set before a group holds for all of it together, and is set anew inside of it. */
function beginGroup(state: PageState): void {
  state.save()
  const { now } = state
  now.isInVeil ||= now.opacity < 1 || now.isBlended || now.isMasked
}

function setGraphicsState({ now }: PageState, [entries]: unknown[]): void {
  for (const entry of Array.isArray(entries) ? entries : []) {
    if (!Array.isArray(entry)) continue
    if (entry[0] === 'ca') now.opacity = number(entry[1], 1)
    if (entry[0] === 'BM') now.isBlended = entry[1] !== 'source-over'
    if (entry[0] === 'SMask') now.isMasked = entry[1] !== false
    if (entry[0] === 'Font' && Array.isArray(entry[1])) {
      now.fontName = String(entry[1][0])
      now.fontSize = number(entry[1][1])
    }
  }
}

function parseColor(text: string): Color | null {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text)
  return digits === null ? null : [Number.parseInt(digits[1] ?? '', 16), Number.parseInt(digits[2] ?? '', 16), Number.parseInt(digits[3] ?? '', 16)]
}

/** What the engine hands on came out of a file. */
export function number(value: unknown, otherwise = 0): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise
}

export function numbers(value: unknown): number[] {
  if (value instanceof Float32Array || Array.isArray(value)) return Array.from(value, (item: unknown) => number(item))
  return []
}
