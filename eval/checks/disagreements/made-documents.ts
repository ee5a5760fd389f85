import { quotableUnits } from '@/lib/answer/quotes/quotable-units'
import type { Passage } from '@/lib/domain/passage'
import { extractTerms } from '@/lib/search/extract-terms'

/*
 * Documents that say otherwise, made of the passage that answers a question with a number: the number is another one. They disagree, unless
 * they speak of something else, which is the fourth kind: there the word that the sentence shares with the question is another one too.
 */

export const madeKinds = ['the passage', 'its sentence alone', 'its sentence without every fourth word', 'the passage about something else'] as const
export type MadeKind = (typeof madeKinds)[number]

export interface MadeQuestion {
  question: string
  gold: Passage
  answer: string
  /** Of another article. */
  foreign: Passage
}

/** Null where it cannot be made. */
export function makeDocument(kind: MadeKind, { question, gold, answer, foreign }: MadeQuestion): Passage | null {
  const at = gold.text.indexOf(answer)
  const changed = changeNumber(answer)
  const text = gold.text.slice(0, at) + changed + gold.text.slice(at + answer.length)
  const unit = quotableUnits({ ...gold, text }).find(({ start, end }) => start <= at && at < end)
  if (unit === undefined) return null
  const sentence = text.slice(unit.start, unit.end)
  if (kind === 'the passage') return copyOf(gold, text)
  if (kind === 'its sentence alone') return copyOf(gold, sentence)
  if (kind === 'its sentence without every fourth word') return copyOf(gold, withoutSomeWords(sentence, at - unit.start))
  const subject = subjectIn(sentence, question)
  const other = (foreign.headingPath[0] ?? '').split(/[ _]/)[0] ?? ''
  if (subject === null || other === '') return null
  return { ...copyOf(gold, text.replaceAll(subject, other)), headingPath: foreign.headingPath, section: foreign.section }
}

function copyOf(gold: Passage, text: string): Passage {
  return { ...gold, documentId: 'made', pointId: 'made', source: 'made.md', text, end: gold.start + text.length }
}

function changeNumber(answer: string): string {
  return answer.replace(/\d+/, (digits) => String(Number(digits) + (digits.length > 2 ? 3 : 2)))
}

/** The words next to the number stay. */
function withoutSomeWords(sentence: string, at: number): string {
  const words = sentence.split(/\s+/)
  const place = sentence.slice(0, at).split(/\s+/).length - 1
  return words.filter((_, index) => Math.abs(index - place) < 4 || index % 4 !== 2).join(' ')
}

function subjectIn(sentence: string, question: string): string | null {
  const asked = new Set(extractTerms(question))
  return sentence.split(/\s+/).find((word) => word.length > 1 && !/\d/.test(word) && extractTerms(word).some((term) => asked.has(term))) ?? null
}
