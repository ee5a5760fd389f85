import type { QuestionShape } from './asked/question-shape'
import type { PickedSentence, PickedSpan } from './choice/pick-answer'
import type { QuotableUnit } from './quotable-units'
import type { ExtractTerms, ScoredUnit } from './score-units'
import { isNearlySame } from './units/is-nearly-same'

/*
 * Which of the ranked sentences, records, rows and items are shown: as few as answer. Sentences are taken, the likeliest first, until they
 * answer together with a chance of `enough`. A question for two things takes a sentence more when it speaks of a part that those
 * before leave open. What only names a subject ("Opening hours") asks for all that fits nearly as well as the best. In reading
 * order, passages ordered by their best quote.
 *
 * Figures: docs/decisions/021. The limits for records, rows, items and subjects were set by judgement.
 */

/** What is quoted, and in it what is set in bold, as offsets into it. */
export interface Quote {
  scored: ScoredUnit
  span: PickedSpan | null
}

const mostQuotes = 3
const mostRows = 8
const mostRecordLines = 8
const enough = 0.85
/** Of the chance of the likeliest span. The half of XQuAD that was not learned from: 2 points more gold answers in bold for half a word more. */
const alsoInBold = 0.25
/** Of the best score. */
const nearlyAsGood = 0.8
/** Under this share of the best score a sentence is not shown, whatever it speaks of. */
const stillRelated = 0.55
/** The same where it may answer instead, rather than speak of another part: at .65 KorQuAD loses 2 points of what is shown. */
const mayAnswer = 0.45
/** Share of the question's weight that a sentence must be the first to speak of. */
const newPart = 0.15
/** Records, rows and items next to each other look alike; only one that fits nearly as well is shown too. */
const closeRecord = 0.9

/** `scored` and `picked` best first. */
export function selectQuotes(scored: ScoredUnit[], picked: PickedSentence[], shape: QuestionShape): Quote[] {
  const best = scored[0]
  if (best === undefined) return []
  const chosen = best.unit.kind !== 'sentence' ? likeTheBest(scored, best) : shape === 'subject' ? nearTheBest(scored) : likeliest(scored, picked, shape)
  const spans = shape === 'subject' ? new Map<ScoredUnit, PickedSpan>() : spansInBold(picked, chosen)
  return sortForReading(chosen).map((one) => ({ scored: one, span: spans.get(one) ?? null }))
}

/** One in a quote at most, and only where it is nearly as likely what is asked for as the likeliest of all. */
function spansInBold(picked: PickedSentence[], chosen: ScoredUnit[]): Map<ScoredUnit, PickedSpan> {
  const spans = picked.flatMap(({ scored, span }) => (span !== null && chosen.includes(scored) ? [{ scored, span }] : []))
  const highest = Math.max(...spans.map(({ span }) => span.chance))
  return new Map(spans.filter(({ span }) => span.chance >= highest * alsoInBold).map(({ scored, span }) => [scored, span]))
}

/** Records, rows of the same table, items of the same list. */
function likeTheBest(scored: ScoredUnit[], best: ScoredUnit): ScoredUnit[] {
  const most = best.unit.kind === 'record' ? mostQuotes : mostRows
  return chooseFrom(scored, most, (candidate) => candidate.unit.kind === best.unit.kind && candidate.score >= best.score * closeRecord)
}

function nearTheBest(scored: ScoredUnit[]): ScoredUnit[] {
  return chooseFrom(scored, mostQuotes, (candidate, chosen) => fitsBy(nearlyAsGood, candidate, scored) || opensPart(candidate, chosen, scored))
}

function likeliest(scored: ScoredUnit[], picked: PickedSentence[], shape: QuestionShape): ScoredUnit[] {
  const chances = new Map(picked.map(({ scored: one, chance }) => [one, chance]))
  const chosen = chooseFrom(
    picked.map((one) => one.scored),
    mostQuotes,
    (candidate, before) => fitsBy(mayAnswer, candidate, scored) && before.reduce((sum, one) => sum + (chances.get(one) ?? 0), 0) < enough,
  )
  if (shape === 'sentence') return chosen
  const [first, ...others] = chosen
  const candidates = shape === 'twofold' && first !== undefined ? [first, ...scored, ...others] : [...chosen, ...scored]
  return chooseFrom(candidates, mostQuotes, (candidate, before) => others.includes(candidate) || opensPart(candidate, before, scored))
}

/** At most so many, no sentence twice. The first is always taken. */
function chooseFrom(candidates: ScoredUnit[], most: number, isWorthShowing: (candidate: ScoredUnit, chosen: ScoredUnit[]) => boolean): ScoredUnit[] {
  const chosen: ScoredUnit[] = []
  for (const candidate of candidates) {
    if (chosen.length === most) break
    if (chosen.some((other) => isSamePlace(other, candidate))) continue
    if (chosen.length === 0 || isWorthShowing(candidate, chosen)) chosen.push(candidate)
  }
  return chosen
}

/** Its score, beside that of the best. */
function fitsBy(share: number, { score }: ScoredUnit, [best]: ScoredUnit[]): boolean {
  return best !== undefined && score >= best.score * share
}

function opensPart(candidate: ScoredUnit, chosen: ScoredUnit[], scored: ScoredUnit[]): boolean {
  return fitsBy(stillRelated, candidate, scored) && newlyCovered(candidate, chosen) >= newPart
}

/** 0 to 1: the share of the question's weight that `candidate` speaks of and nothing chosen does. */
function newlyCovered({ covered }: ScoredUnit, chosen: ScoredUnit[]): number {
  let share = 0
  for (const [term, weight] of covered) if (!chosen.some((other) => other.covered.has(term))) share += weight
  return share
}

/** The lines of a record that the question names, after its title; the whole record when it names none. A sentence is one line. */
export function linesAskedFor(quote: ScoredUnit, question: string, extractTerms: ExtractTerms): QuotableUnit['lines'] {
  const [title, ...keyed] = quote.unit.lines
  if (title === undefined || keyed.length === 0) return quote.unit.lines
  const asked = new Set(extractTerms(question))
  const named = keyed.filter(({ start, end }) => {
    const [key = ''] = quote.passage.text.slice(start, end).split(/[:：]/)
    const keyTerms = extractTerms(key)
    return keyTerms.length > 0 && keyTerms.filter((term) => asked.has(term)).length / keyTerms.length > 0.5
  })
  return [title, ...(named.length > 0 ? named : keyed)].slice(0, mostRecordLines)
}

/** Overlapping chunks hold the same sentence twice, and so do copies and versions of a document. */
function isSamePlace(left: ScoredUnit, right: ScoredUnit): boolean {
  if (left.unit.kind === 'sentence' && right.unit.kind === 'sentence' && isNearlySame(textOf(left), textOf(right))) return true
  if (textOf(left) === textOf(right)) return true
  if (left.passage.documentId !== right.passage.documentId) return false
  const [leftStart, rightStart] = [left.passage.start + left.unit.start, right.passage.start + right.unit.start]
  return leftStart < right.passage.start + right.unit.end && rightStart < left.passage.start + left.unit.end
}

function textOf({ passage, unit }: ScoredUnit): string {
  return passage.text.slice(unit.start, unit.end).replace(/\s+/g, ' ')
}

function sortForReading(quotes: ScoredUnit[]): ScoredUnit[] {
  const order = [...new Set(quotes.map(({ passageRank }) => passageRank))]
  return [...quotes].sort((left, right) => order.indexOf(left.passageRank) - order.indexOf(right.passageRank) || left.unit.start - right.unit.start)
}
