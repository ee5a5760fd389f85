import type { Passage } from '@/lib/domain/passage'
import { subjectOfQuestion } from './expected-answer'
import type { ExtractTerms } from './score-units'

/** Everything of a passage that can hold a question's words. */
export function wholeTextOf({ source, headingPath, text }: Passage): string {
  return [source, ...headingPath, text].join('\n')
}

/** The different terms of what a question asks about. */
export function subjectTerms(question: string, extractTerms: ExtractTerms): string[] {
  return [...new Set(extractTerms(subjectOfQuestion(question)))]
}

/** Share of the terms that the text holds, 0 to 1; 0 where there are none. */
export function shareCovered(terms: string[], text: string, extractTerms: ExtractTerms): number {
  const held = new Set(extractTerms(text))
  return terms.length === 0 ? 0 : terms.filter((term) => held.has(term)).length / terms.length
}
