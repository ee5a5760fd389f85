import type { Answer } from '@/lib/domain/answer'
import { detectScriptLanguage } from '@/lib/domain/detect-script-language'
import type { Passage } from '@/lib/domain/passage'
import { answerLanguage } from './answer-language'
import type { ExtractTerms } from './quotes/score-units'
import { questionAbout, tellingTopics } from './suggest-questions'

/*
 * Questions that may come next: about the headings over the passages that were found. Those of a document that the answer cites come
 * first, and of these the ones it did not cite, as what stands beside the answer and was not said. Left out: a subject that the question
 * is already full of, the title of a whole document, and headings in another language than the question's.
 */

const mostFollowUps = 3
/** A heading with more of its terms in the question is what was just asked. */
const mostKnown = 0.6

/** At most 3, in the language of the question; empty where the passages have no headings. */
export function followUpQuestions(question: string, answer: Answer, passages: Passage[], extractTerms: ExtractTerms): string[] {
  const asked = new Set(extractTerms(question))
  const script = detectScriptLanguage(question)
  const titles = new Set(passages.flatMap(({ headingPath }) => (headingPath.length > 1 ? headingPath.slice(0, 1) : [])))
  const headings = inOrder(answer, passages)
    .flatMap(({ headingPath }) => headingPath.at(-1) ?? [])
    .filter((heading) => !titles.has(heading) && detectScriptLanguage(heading) === script && !isKnown(heading, asked, extractTerms))
  const language = answerLanguage(question)
  return tellingTopics(headings)
    .slice(0, mostFollowUps)
    .map((topic, index) => questionAbout(topic, language, index))
}

function isKnown(heading: string, asked: ReadonlySet<string>, extractTerms: ExtractTerms): boolean {
  const terms = [...new Set(extractTerms(heading))]
  return terms.length === 0 || terms.filter((term) => asked.has(term)).length / terms.length > mostKnown
}

function inOrder({ citations, sources }: Answer, passages: Passage[]): Passage[] {
  const cited = new Set(citations.map(({ sourceNumber }) => sourceNumber))
  const documents = new Set(sources.filter(({ number }) => cited.has(number)).map(({ documentId }) => documentId))
  const distance = (passage: Passage, index: number) => (cited.has(index + 1) ? 2 : documents.has(passage.documentId) ? 0 : 1)
  return passages
    .map((passage, index) => ({ passage, distance: distance(passage, index) }))
    .sort((left, right) => left.distance - right.distance)
    .map(({ passage }) => passage)
}
