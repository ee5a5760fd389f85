import type { Citation } from '@/lib/domain/answer'
import { type CitationMark, findCitationMarks } from '@/lib/domain/find-citation-marks'
import { pageAt } from '@/lib/domain/page-at'
import type { Passage } from '@/lib/domain/passage'
import { splitSentences } from '@/lib/domain/split-sentences'
import { quotableUnits } from '../quotes/quotable-units'
import type { ExtractTerms } from '../quotes/score-units'

/*
 * Where in its passage each mark of a written answer points: the sentence or record that shares most terms with the claim
 * before the mark. When no sentence shares at least a third of the claim's terms, the whole passage is cited: a wrong
 * sentence would look more certain than it is.
 */

const leastShare = 1 / 3

/** One citation for each mark, in order. `passages` in rank order; every mark's number must be one of theirs, from 1. */
export function locateCitations(text: string, passages: Passage[], extractTerms: ExtractTerms): Citation[] {
  const marks = findCitationMarks(text)
  return marks.flatMap((mark, index) => {
    const passage = passages[mark.number - 1]
    if (passage === undefined) return []
    const claim = new Set(extractTerms(claimBefore(text, marks, index)))
    const place = bestPlace(claim, passage, extractTerms)
    return [{ sourceNumber: mark.number, page: pageAt(passage, place.start), ...place }]
  })
}

/** The last sentence before the mark; marks that follow each other share one. */
function claimBefore(text: string, marks: CitationMark[], index: number): string {
  const groupStart = firstOfGroup(text, marks, index)
  const from = groupStart === 0 ? 0 : (marks[groupStart - 1]?.end ?? 0)
  const before = text.slice(from, marks[groupStart]?.start ?? 0)
  const last = splitSentences(before).at(-1)
  return last === undefined ? before : before.slice(last.start, last.end)
}

function firstOfGroup(text: string, marks: CitationMark[], index: number): number {
  const [before, mark] = [marks[index - 1], marks[index]]
  if (before === undefined || mark === undefined || text.slice(before.end, mark.start).trim() !== '') return index
  return firstOfGroup(text, marks, index - 1)
}

function bestPlace(claim: ReadonlySet<string>, passage: Passage, extractTerms: ExtractTerms): { start: number; end: number } {
  let best = { share: 0, start: passage.start, end: passage.end }
  for (const unit of quotableUnits(passage)) {
    const terms = new Set(extractTerms(passage.text.slice(unit.start, unit.end)))
    const share = [...claim].filter((term) => terms.has(term)).length / claim.size
    if (share >= leastShare && share > best.share) best = { share, start: passage.start + unit.start, end: passage.start + unit.end }
  }
  return { start: best.start, end: best.end }
}
