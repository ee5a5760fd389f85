import type { CheckProblem } from '@/lib/domain/answer'
import { foldWords, holdsName, type SourceWords } from './find-name'
import { isSameDate, readDates, type StatedDate } from './read-dates'
import { readNames } from './read-names'
import { readNumbers, readNumberWords, type StatedNumber } from './read-numbers'

/*
 * What a sentence states to the letter and its sources do not: numbers, dates, units, names, quotations. Each is compared by what it means
 * and not how it is written (1만 2천 and 12,000; 2024년 3월 15일 and March 15, 2024).
 */

/** What the sources state, read once for all sentences that cite them. */
export interface SourceFacts {
  numbers: StatedNumber[]
  /** Also of numbers in words, and of the parts of dates. */
  values: number[]
  dates: StatedDate[]
  years: ReadonlySet<number>
  words: SourceWords
  /** Letters and digits alone, folded: what a quotation is looked for in. */
  letters: string
}

/** A quotation of fewer letters is a term in quotation marks rather than a quotation. */
const shortestQuotation = 12
const quotation = /[“"]([^”"\n]{3,400})[”"]|[「『]([^」』\n]{2,400})[」』]/gu
/** A rounded number: "about 30" for 31. */
const hedge = /\b(?:about|around|approximately|nearly|almost|roughly|over|more than|some|up to)\s+(?:\p{Sc}\s?)?$|(?:약|대략|거의|무려)\s*$/iu
const hedgedShare = 0.05

export interface MissingFact {
  problem: CheckProblem
  /** As the sentence writes it. */
  text: string
}

/** `texts`: the passages with the names and headings over them. */
export function readSourceFacts(texts: string[]): SourceFacts {
  const text = texts.join('\n')
  const numbers = readNumbers(text)
  const dates = readDates(text)
  const values = [...numbers.map(({ value }) => value), ...readNumberWords(text), ...dates.flatMap(({ month, day }) => (day === null ? [month] : [month, day]))]
  return { numbers, values, dates, years: new Set(values), words: foldWords(text), letters: lettersOf(text) }
}

/** What is missing, by kind. Marks must have been taken out of the sentence. */
export function missingFacts(sentence: string, source: SourceFacts): MissingFact[] {
  const dates = readDates(sentence)
  const withoutDates = dates.reduce((rest, { text }) => rest.replace(text, ' '), sentence.normalize('NFKC'))
  return [
    ...dates.filter((date) => !source.dates.some((found) => isSameDate(date, found, source.years))).map(({ text }) => ({ problem: 'date' as const, text })),
    ...missingNumbers(withoutDates, source),
    ...readNames(sentence)
      .filter((name) => !holdsName(name, source.words))
      .map((text) => ({ problem: 'name' as const, text })),
    ...quotationsIn(sentence)
      .filter((text) => !source.letters.includes(lettersOf(text)))
      .map((text) => ({ problem: 'quotation' as const, text })),
  ]
}

function missingNumbers(sentence: string, source: SourceFacts): MissingFact[] {
  const text = sentence.replace(/^\s*(?:[-*•]\s+)?\(?\d{1,2}[.)]\s+/u, ' ')
  return readNumbers(text).flatMap((number): MissingFact[] => {
    const isHedged = hedge.test(text.slice(0, text.indexOf(number.text)))
    const same = source.numbers.filter(({ value }) => isSameValue(number, value, isHedged))
    if (same.length > 0) {
      const hasUnit = number.unit === '' || same.some(({ unit }) => unit === '' || unit === number.unit)
      return hasUnit ? [] : [{ problem: 'unit', text: number.text }]
    }
    const isThere = source.values.some((value) => isSameValue(number, value, isHedged))
    const isShare = number.unit === '%' && source.values.some((value) => Math.abs(value * 100 - number.value) < 1e-6)
    return isThere || isShare ? [] : [{ problem: 'number', text: number.text }]
  })
}

function isSameValue(claimed: StatedNumber, value: number, isHedged: boolean): boolean {
  const allowed = Math.max(claimed.tolerance, isHedged ? Math.abs(value) * hedgedShare : 0, Math.abs(value) * 1e-9)
  return Math.abs(claimed.value - value) <= allowed
}

function quotationsIn(sentence: string): string[] {
  return Array.from(sentence.matchAll(quotation), ([, western, eastern]) => western ?? eastern ?? '').filter(
    (text) => lettersOf(text).length >= (/[가-힣]/u.test(text) ? shortestQuotation / 2 : shortestQuotation),
  )
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
