import type { Answer, AnswerSource } from '@/lib/domain/answer'

/** A place in a document that the viewer can open. */
export interface CitedPlace {
  documentId: string
  source: string
  page: number | null
  start: number
  end: number
}

export interface ResolvedCitation {
  source: AnswerSource
  place: CitedPlace
}

/** The whole passage as a place. */
export function placeOf(source: AnswerSource): CitedPlace {
  const { documentId, page, start, end } = source
  return { documentId, source: source.source, page, start, end }
}

/**
 * What the mark `[number]`, the `ordinal`-th of the text, points to: the exact cited place once the answer is complete,
 * the source's whole passage until then. Null when there is no such source: the mark is then ordinary text.
 */
export function resolveCitation(answer: Answer, ordinal: number, number: number): ResolvedCitation | null {
  const source = answer.sources.find((candidate) => candidate.number === number)
  if (!source) return null
  const citation = answer.citations[ordinal]
  const place = placeOf(source)
  if (citation?.sourceNumber !== number) return { source, place }
  return { source, place: { ...place, page: citation.page ?? source.page, start: citation.start, end: citation.end } }
}
