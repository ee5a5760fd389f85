/** Red, green and blue, 0 to 255; `transparent` is ink that nobody sees on any ground. */
export type Color = [red: number, green: number, blue: number] | 'transparent'

const names: Record<string, Color> = {
  white: [255, 255, 255],
  snow: [255, 250, 250],
  ivory: [255, 255, 240],
  ghostwhite: [248, 248, 255],
  whitesmoke: [245, 245, 245],
  black: [0, 0, 0],
  transparent: 'transparent',
}

/** Of 255. */
const nearest = 12

/** Null for what is not known: other names, variables, pictures, functions. */
export function parseCssColor(value: string): Color | null {
  const text = value.trim().toLowerCase()
  const named = names[text]
  if (named !== undefined) return named
  const hex = /^#([0-9a-f]{3,8})$/.exec(text)?.[1]
  if (hex !== undefined) return parseHex(hex)
  const parts = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+)(%)?)?\s*\)$/.exec(text)
  if (parts === null) return null
  const alpha = parts[4] === undefined ? 1 : Number(parts[4]) / (parts[5] === '%' ? 100 : 1)
  return alpha < 0.05 ? 'transparent' : [Number(parts[1]), Number(parts[2]), Number(parts[3])]
}

function parseHex(digits: string): Color | null {
  const wide = digits.length <= 4 ? Array.from(digits, (digit) => digit + digit).join('') : digits
  if (wide.length === 8 && wide.endsWith('00')) return 'transparent'
  if (wide.length !== 6 && wide.length !== 8) return null
  return [0, 2, 4].map((start) => Number.parseInt(wide.slice(start, start + 2), 16)) as [number, number, number]
}

/** Whether ink cannot be told from its ground; false where one of them is not known. */
export function isSameColor(ink: Color | null, ground: Color | null): boolean {
  if (ink === 'transparent') return true
  if (ink === null || ground === null || ground === 'transparent') return false
  return ink.every((part, index) => Math.abs(part - (ground[index] ?? 0)) < nearest)
}
