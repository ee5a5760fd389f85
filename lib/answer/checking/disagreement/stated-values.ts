import type { AskedKind } from '../../quotes/asked/asked-kind'
import { isSameDate, readDates, type StatedDate } from '../facts/read-dates'
import { readNumbers, readNumberWords, type StatedNumber } from '../facts/read-numbers'

/** A number, year or date of a sentence. */
export interface StatedValue {
  kind: 'date' | 'year' | 'number'
  /** Of a number, where it is known. */
  unit: string
  /** As the sentence writes it. */
  text: string
  date: StatedDate | null
  number: StatedNumber | null
}

/** What a sentence states in figures. */
export interface Figures {
  values: StatedValue[]
  /** Values of numbers in words: never what two sentences disagree in, since "one" is rarely a figure. */
  words: number[]
}

export function readFigures(sentence: string): Figures {
  // A bracketed number is a reference.
  const plain = sentence.normalize('NFKC').replace(/\[\d{1,3}\]/g, ' ')
  const dates = readDates(plain)
  const rest = dates.reduce((text, date) => text.replace(date.text, ' '), plain)
  const values: StatedValue[] = dates.map((date) => ({ kind: 'date', unit: '', text: date.text, date, number: null }))
  for (const number of readNumbers(rest)) values.push({ kind: isYear(number) ? 'year' : 'number', unit: number.unit, text: number.text, date: null, number })
  return { values, words: readNumberWords(plain) }
}

/** The values of `one` that `other` does not state. */
export function valuesMissingIn(one: Figures, other: Figures): StatedValue[] {
  const years = new Set(other.values.flatMap(({ number }) => (number === null ? [] : [number.value])))
  return one.values.filter((value) => !other.values.some((found) => isSame(value, found, years)) && !other.words.includes(value.number?.value ?? Number.NaN))
}

/** Whether two values could stand in the same place of a sentence. */
export function isComparable(left: StatedValue, right: StatedValue): boolean {
  return left.kind === right.kind && left.unit === right.unit
}

/** Whether a question for such a thing is answered by the value. */
export function isAskedFor(kind: AskedKind, value: StatedValue): boolean {
  return kind === 'time' ? value.kind !== 'number' : kind === 'number' && value.kind === 'number'
}

function isSame(left: StatedValue, right: StatedValue, years: ReadonlySet<number>): boolean {
  if (left.date !== null && right.date !== null) return isSameDate(left.date, right.date, years) || isSameDate(right.date, left.date, years)
  if (left.number !== null && right.number !== null)
    return Math.abs(left.number.value - right.number.value) <= Math.max(left.number.tolerance, right.number.tolerance, Math.abs(left.number.value) * 1e-9)
  // A date says its year too.
  return [left, right].some(({ date }) => date?.year !== null && date?.year === (left.number ?? right.number)?.value)
}

function isYear({ value, unit, text }: StatedNumber): boolean {
  return Number.isInteger(value) && value >= 1000 && value <= 2100 && /^\d{4}$/.test(text.trim()) && (unit === '' || unit === 'year')
}
