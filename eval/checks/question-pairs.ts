import type { DataSet, EvaluationDocument, EvaluationQuery } from '../data-set'
import { type ClaimPair, passageOf } from './claim-pair'

/*
 * Questions with their answers, read as one statement ("How many points did the Panthers give up? 308"). Attributable: with the paragraph
 * that answers. Not: with the same paragraph and the answer of another question of the article (a number for a number), and with another
 * paragraph of the article that does not hold the answer.
 */

export function readQuestionPairs(set: DataSet): ClaimPair[] {
  const byId = new Map(set.documents.map((document) => [document.id, document]))
  const placed = set.queries.flatMap((query) => {
    const [id = ''] = set.relevance.get(query.id)?.keys() ?? []
    const document = byId.get(id)
    return document === undefined ? [] : [{ query, document }]
  })
  return placed.flatMap(({ query, document }, position) => {
    const answer = query.answers[0] ?? ''
    const ofArticle = placed.filter((other) => other.document.title === document.title)
    const wrong = ofArticle.find(({ query: other }, index) => index !== position && isOfKind(other, answer) && !document.text.includes(other.answers[0] ?? ''))
    const inParagraph = ofArticle.find((other) => other.document.id === document.id && isOfKind(other.query, answer) && other.query.answers[0] !== answer)
    const paragraph = set.documents.find((other) => other.title === document.title && other.id !== document.id && !other.text.includes(answer))
    const pair = pairMaker(set.name, query)
    return [
      pair('answering paragraph', answer, document, true),
      ...(wrong === undefined ? [] : [pair('answer from elsewhere', wrong.query.answers[0] ?? '', document, false)]),
      ...(inParagraph === undefined ? [] : [pair('other answer of the paragraph', inParagraph.query.answers[0] ?? '', document, false)]),
      ...(paragraph === undefined ? [] : [pair('other paragraph', answer, paragraph, false)]),
    ]
  })
}

function pairMaker(set: string, query: EvaluationQuery) {
  return (kind: string, answer: string, document: EvaluationDocument, isAttributable: boolean): ClaimPair => ({
    set,
    group: document.title,
    kind,
    claim: `${query.text} ${answer}`,
    passages: [passageOf(document.id, document.title, document.text)],
    isAttributable,
  })
}

function isOfKind({ answers: [other = ''] }: EvaluationQuery, answer: string): boolean {
  return other !== '' && /\d/.test(other) === /\d/.test(answer) && !other.includes(answer) && !answer.includes(other)
}
