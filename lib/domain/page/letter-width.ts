/**
 * How wide letters are beside each other, in hundredths of the font size: the means of common book and screen faces, which
 * stay within a few hundredths of one another. Only shares of a line are computed from these, so the scale does not matter.
 */
const classes: Array<[RegExp, number]> = [
  [/[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFF60]/u, 95],
  [/[ijl|'’‘.,:;!]/u, 27],
  [/[\s\p{Mn}ftrI()[\]{}/\\"“”-]/u, 34],
  [/[mwMW@%—]/u, 84],
  [/[\p{Lu}&]/u, 68],
  [/[cksvxyz]/u, 49],
]
const other = 55

const known = new Map<string, number>()

export function letterWidth(letter: string): number {
  const kept = known.get(letter)
  if (kept !== undefined) return kept
  const width = classes.find(([pattern]) => pattern.test(letter))?.[1] ?? other
  // A document has some thousand different letters at most; a hostile one is not kept for.
  if (known.size < 20_000) known.set(letter, width)
  return width
}

/** Sum of the widths of `text`. */
export function textWidth(text: string): number {
  let width = 0
  for (const letter of text) width += letterWidth(letter)
  return width
}
