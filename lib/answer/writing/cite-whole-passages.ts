import type { AnswerSource, Citation } from '@/lib/domain/answer'
import { findCitationMarks } from '@/lib/domain/find-citation-marks'

/** Citations of the whole passage for each mark: for an answer that broke off, when the passages are no longer at hand. */
export function citeWholePassages(text: string, sources: AnswerSource[]): Citation[] {
  return findCitationMarks(text).flatMap((mark) => {
    const source = sources.find(({ number }) => number === mark.number)
    return source === undefined ? [] : [{ sourceNumber: mark.number, page: source.page, start: source.start, end: source.end }]
  })
}
