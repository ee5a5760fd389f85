import { unitAfter, unitBefore } from './read-units'

/*
 * The numbers of a text as values, so that 12,000, 1만 2천, 12 thousand and 12k are one. A number glued to letters before it (CD8, GPT-4,
 * v1.2) belongs to a name. Numbers in words (three, 셋) are read too, though only in sources is anything made of them: "one" and "two" in an
 * answer are rarely figures.
 */

export interface StatedNumber {
  value: number
  /** Normalised, such as "km" or "%"; empty where none is known. */
  unit: string
  /** How exactly it is said: half of its last digit's worth where it is rounded, so 1.2 million stands for 1.15 to 1.25 million; else 0. */
  tolerance: number
  /** As it stands in the text. */
  text: string
}

const multipliers: Record<string, number> = {
  천: 1e3,
  백만: 1e6,
  천만: 1e7,
  만: 1e4,
  억: 1e8,
  조: 1e12,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  k: 1e3,
  bn: 1e9,
}
const scale =
  '천만|백만|천(?!\\p{Script=Hangul}{2})|만|억|조(?=\\s?(?:원|달러|\\d)|\\P{Script=Hangul}|$)|thousand\\b|million\\b|billion\\b|trillion\\b|bn\\b|k(?![\\p{L}])'
const digits = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?'
const numberPattern = new RegExp(
  `(?<![\\p{Script=Latin}\\d._])(?<!\\p{Script=Latin}[-‐–])(?<sign>[-−](?=\\d))?(?:${digits})(?:\\s?(?:${scale}))?(?:\\s?(?:${digits})\\s?(?:천만|백만|천|만))*`,
  'giu',
)
const partPattern = new RegExp(`(${digits})\\s?(${scale})?`, 'giu')

const words = new Map(
  Object.entries({
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    thirteen: 13,
    fourteen: 14,
    fifteen: 15,
    sixteen: 16,
    seventeen: 17,
    eighteen: 18,
    nineteen: 19,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    ninety: 90,
    hundred: 100,
    first: 1,
    second: 2,
    third: 3,
    half: 0.5,
    하나: 1,
    둘: 2,
    셋: 3,
    넷: 4,
    다섯: 5,
    여섯: 6,
    일곱: 7,
    여덟: 8,
    아홉: 9,
    열: 10,
    한: 1,
    두: 2,
    세: 3,
    네: 4,
    절반: 0.5,
  }),
)

/** In reading order. */
export function readNumbers(text: string): StatedNumber[] {
  return Array.from(text.normalize('NFKC').matchAll(numberPattern), (match) => {
    const { value, tolerance } = readValue(match[0])
    const sign = match.groups?.sign === undefined || isRange(match) ? 1 : -1
    const unit = unitAfter(match.input.slice(match.index + match[0].length)) || unitBefore(match.input.slice(0, match.index))
    return { value: sign * value, unit, tolerance, text: match[0] }
  })
}

/** Values of the numbers that stand in words. */
export function readNumberWords(text: string): number[] {
  return Array.from(text.toLowerCase().matchAll(/[a-z]+|[가-힣]+/gu), ([word]) => words.get(word)).filter((value) => value !== undefined)
}

/** "10-20": the stroke joins two numbers. */
function isRange(match: RegExpExecArray): boolean {
  return /[\d\p{L}%]\s?$/u.test(match.input.slice(0, match.index))
}

function readValue(text: string): { value: number; tolerance: number } {
  let value = 0
  let tolerance = 0
  for (const [, figure = '', name = ''] of text.matchAll(partPattern)) {
    const factor = multipliers[name.toLowerCase()] ?? 1
    value += Number(figure.replace(/,/g, '')) * factor
    const decimals = /\.(\d+)$/.exec(figure)?.[1]?.length ?? 0
    tolerance = factor > 1 && (decimals > 0 || /^[mbt]/i.test(name)) ? (factor / 10 ** decimals) * 0.5 : 0
  }
  return { value, tolerance }
}
