import type { Citation } from '@/lib/domain/answer'
import { type CitationMark, findCitationMarks } from '@/lib/domain/find-citation-marks'
import { pageAt } from '@/lib/domain/page/page-at'
import type { Passage } from '@/lib/domain/passage'
import { splitSentences } from '@/lib/domain/split-sentences'
import { quotableUnits } from '../quotes/quotable-units'
import type { ExtractTerms } from '../quotes/score-units'

/*
 * Where in its passage each mark of a written answer points: the sentence or record that shares most terms with the claim
 * before the mark. When no sentence shares at least a third of the claim's terms, the whole passage is cited: a wrong
 * sentence would look more certain than it is. The sentence may stand in what a passage was widened by; the whole passage
 * is always the one that was found.
 */

const leastShare = 1 / 3

/** In rank order, the same number of both. */
export interface CitedPassages {
  /** What the model read: exact ranges of the document's text. */
  read: Passage[]
  /** The passages themselves. */
  found: Passage[]
}

/** One citation for each mark, in order. Every mark's number must be one of the passages', from 1. */
export function locateCitations(text: string, passages: CitedPassages, extractTerms: ExtractTerms): Citation[] {
  const marks = findCitationMarks(text)
  return marks.flatMap((mark, index) => {
    const [read, found] = [passages.read[mark.number - 1], passages.found[mark.number - 1]]
    if (read === undefined || found === undefined) return []
    const claim = new Set(extractTerms(claimBefore(text, marks, index)))
    const place = bestPlace(claim, read, extractTerms) ?? { start: found.start, end: found.end }
    return [{ sourceNumber: mark.number, page: pageAt(read, place.start), ...place }]
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

function bestPlace(claim: ReadonlySet<string>, passage: Passage, extractTerms: ExtractTerms): { start: number; end: number } | null {
  let best: { share: number; start: number; end: number } | null = null
  for (const unit of quotableUnits(passage)) {
    const terms = new Set(extractTerms(passage.text.slice(unit.start, unit.end)))
    const share = [...claim].filter((term) => terms.has(term)).length / claim.size
    if (share >= leastShare && share > (best?.share ?? 0)) best = { share, start: passage.start + unit.start, end: passage.start + unit.end }
  }
  return best && { start: best.start, end: best.end }
}
