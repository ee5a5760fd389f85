import type { SentenceCheck } from '@/lib/domain/answer'
import { findCitationMarks } from '@/lib/domain/find-citation-marks'
import type { Passage } from '@/lib/domain/passage'
import { type ExtractTerms, scoreUnits } from '../../quotes/score-units'
import { plainClaim } from '../claim-sentences'
import { type Disagreement, findDisagreements, type ShownStatement } from './find-disagreements'

export interface WrittenAnswer {
  question: string
  text: string
  checks: SentenceCheck[]
  /** As the model read them, in the order of their numbers. */
  passages: Passage[]
}

/** Where a passage that a written answer does not cite says otherwise than one that it rests on. Of those it cites it was told to say so itself. */
export function findUntold({ question, text, checks, passages }: WrittenAnswer, extractTerms: ExtractTerms): Disagreement[] {
  const rests = checks.filter(({ verdict, evidence }) => verdict !== 'unsupported' && evidence !== null && /\d/.test(evidence.text))
  if (rests.length === 0) return []
  const cited = new Set(findCitationMarks(text).map(({ number }) => number - 1))
  const scored = scoreUnits(question, passages, extractTerms)
  const shown = rests.flatMap(({ start, end, evidence }): ShownStatement[] => {
    const unit = scored.find(
      ({ passage, passageRank, unit: { start: from } }) => passageRank + 1 === evidence?.sourceNumber && passage.start + from === evidence.start,
    )
    return unit === undefined ? [] : [{ scored: unit, asked: plainClaim(text.slice(start, end)) }]
  })
  const untold = scored.filter(({ passageRank }) => !cited.has(passageRank))
  return findDisagreements({ question, shown, scored: untold }, extractTerms)
}
