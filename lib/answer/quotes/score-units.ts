import type { Passage } from '@/lib/domain/passage'
import { expectedAnswerOf, holdsExpectedAnswer, subjectOfQuestion } from './expected-answer'
import { type QuotableUnit, quotableUnits } from './quotable-units'
import { shortStems, wordBeginnings } from './short-stems'

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
 *
 * A question that is little more than a heading ("Opening hours", 「이용 시간 알려줘」) asks for what stands under it: there the heading's
 * words count in full. The short Korean stems (`short-stems.ts`) put the gold sentence first for 83.6 % of 1,200 KorQuAD questions, 83.1 %
 * without, and among the first three for 94.6 and 94.3 %.
 */

/** Cuts text into search terms, repeats kept; `lib/search/extract-terms.ts`, handed in. */
export type ExtractTerms = (text: string) => string[]

export interface ScoredUnit {
  unit: QuotableUnit
  passage: Passage
  /** 0 for the best passage. */
  passageRank: number
  score: number
  /** Question terms in the unit itself or in the headings over it, each with its share of the question's whole weight. */
  covered: ReadonlyMap<string, number>
}

interface Candidate extends Omit<ScoredUnit, 'score' | 'covered'> {
  terms: Set<string>
  context: ReadonlySet<string>
  /** Of the heading right over it. */
  headingTerms: ReadonlySet<string>
}

const neighbourBefore = 0.3
const neighbourAfter = 0.15
const headingShare = 0.6
const expectedBonus = 0.1
const rankCost = 0.03
/** A heading that is in the question from its first to its last word, and makes up so much of it, is what is asked about. */
const topicShare = 0.6

/** Best first. Headings are left out, unless the passages hold nothing else. */
export function scoreUnits(question: string, passages: Passage[], extractTerms: ExtractTerms): ScoredUnit[] {
  const subject = subjectOfQuestion(question)
  const candidates = withoutHeadings(passages.flatMap((passage, passageRank) => candidatesOf(passage, passageRank, extractTerms)))
  addShortStems(subject, candidates)
  const weights = weighTerms(new Set(extractTerms(subject)), candidates)
  const expected = expectedAnswerOf(question)
  const scored = candidates.map((candidate, index) => {
    const { unit, passage, passageRank } = candidate
    const holdsExpected = expected !== 'other' && holdsExpectedAnswer(expected, passage.text.slice(unit.start, unit.end))
    const overlap = weighOverlap(weights, candidate, candidates[index - 1], candidates[index + 1])
    const score = overlap + (holdsExpected ? expectedBonus : 0) - rankCost * passageRank
    return { unit, passage, passageRank, score, covered: coveredTerms(weights, candidate) }
  })
  return scored.sort((left, right) => right.score - left.score)
}

/** What is said over a unit: the name of its document and the headings down to it. */
export function contextOf({ passage, unit }: Pick<ScoredUnit, 'passage' | 'unit'>): string {
  const header = unit.header === null ? '' : passage.text.slice(unit.header.start, unit.header.end)
  return [passage.source, ...passage.headingPath, unit.heading, header].join('\n')
}

function candidatesOf(passage: Passage, passageRank: number, extractTerms: ExtractTerms): Candidate[] {
  return quotableUnits(passage).map((unit) => ({
    unit,
    passage,
    passageRank,
    context: new Set(extractTerms(contextOf({ passage, unit }))),
    headingTerms: new Set(extractTerms(unit.heading || (passage.headingPath.at(-1) ?? ''))),
    terms: new Set(extractTerms(passage.text.slice(unit.start, unit.end))),
  }))
}

function withoutHeadings(candidates: Candidate[]): Candidate[] {
  const bodies = candidates.filter(({ unit }) => unit.kind !== 'heading')
  return bodies.length > 0 ? bodies : candidates
}

function addShortStems(subject: string, candidates: Candidate[]): void {
  const stems = shortStems(subject)
  if (stems.size === 0) return
  for (const { unit, passage, terms } of candidates) {
    const beginnings = wordBeginnings(passage.text.slice(unit.start, unit.end))
    for (const [term, stem] of stems) if (beginnings.has(stem)) terms.add(term)
  }
}

/** The idf of each term among the candidates, as a share of the question's whole weight. */
function weighTerms(terms: ReadonlySet<string>, candidates: Candidate[]): Map<string, number> {
  const weighed = [...terms].map((term): [string, number] => {
    const holders = candidates.filter((candidate) => candidate.terms.has(term)).length
    return [term, Math.log(1 + (candidates.length - holders + 0.5) / (holders + 0.5))]
  })
  const total = weighed.reduce((sum, [, weight]) => sum + weight, 0)
  return new Map(weighed.map(([term, weight]) => [term, total === 0 ? 0 : weight / total]))
}

/** 0 to 1: the share of the weight that the unit covers, in part through what stands around it. */
function weighOverlap(weights: Map<string, number>, candidate: Candidate, before: Candidate | undefined, after: Candidate | undefined): number {
  const isTopic = isAskedAbout(candidate.headingTerms, weights)
  let covered = 0
  for (const [term, weight] of weights) covered += weight * (isTopic && candidate.headingTerms.has(term) ? 1 : shareOf(term, candidate, before, after))
  return covered
}

function isAskedAbout(headingTerms: ReadonlySet<string>, weights: Map<string, number>): boolean {
  return headingTerms.size > 0 && headingTerms.size >= weights.size * topicShare && [...headingTerms].every((term) => weights.has(term))
}

function shareOf(term: string, candidate: Candidate, before: Candidate | undefined, after: Candidate | undefined): number {
  if (candidate.terms.has(term)) return 1
  if (candidate.context.has(term)) return headingShare
  if (before?.passage === candidate.passage && before.terms.has(term)) return neighbourBefore
  if (after?.passage === candidate.passage && after.terms.has(term)) return neighbourAfter
  return 0
}

function coveredTerms(weights: Map<string, number>, { terms, context }: Candidate): ReadonlyMap<string, number> {
  return new Map([...weights].filter(([term]) => terms.has(term) || context.has(term)))
}
