import type { QuotableUnit } from './quotable-units'
import type { ExtractTerms, ScoredUnit } from './score-units'

/*
 * Which of the ranked sentences and records are shown. The best one always; another only when it fits nearly as well, or
 * when it speaks of a part of the question that those before leave open, so that a clear answer stands alone. In reading order,
 * passages ordered by their best quote.
 *
 * Limits chosen on 656 questions of KorQuAD and 698 of XQuAD, checked on 544 and 492 about other articles. Shown before, with
 * everything within .55 of the best: the gold answer for 89.7 and 87.0 %, in 1.9 and 1.7 quotes, 44 and 50 % of the answers one
 * quote alone. Now: 88.4 and 88.6 % (XQuAD's rise comes from fewer refusals), 1.4 and 1.4 quotes, 71 and 67 % one alone. The
 * best sentence by itself holds it for some 83 and 80 %. The limit for records was set by judgement.
 */

const mostQuotes = 3
const mostRecordLines = 8
/** Of the best score. */
const nearlyAsGood = 0.8
/** Under this share of the best score a sentence is not shown, whatever it speaks of. */
const stillRelated = 0.55
/** Share of the question's weight that a sentence must be the first to speak of. */
const newPart = 0.15
/** Records next to each other look alike; only one that fits nearly as well is shown too. */
const closeRecord = 0.9

export function selectQuotes(scored: ScoredUnit[]): ScoredUnit[] {
  const chosen: ScoredUnit[] = []
  for (const candidate of scored) {
    if (chosen.length === mostQuotes) break
    if (!chosen.some((other) => isSamePlace(other, candidate)) && isWorthShowing(candidate, chosen)) chosen.push(candidate)
  }
  return sortForReading(chosen)
}

function isWorthShowing(candidate: ScoredUnit, chosen: ScoredUnit[]): boolean {
  const best = chosen[0]
  if (best === undefined) return true
  if (best.unit.kind === 'record') return candidate.score >= best.score * closeRecord
  if (candidate.score >= best.score * nearlyAsGood) return true
  return candidate.score >= best.score * stillRelated && newlyCovered(candidate, chosen) >= newPart
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

/** Overlapping chunks hold the same sentence twice, and so do copies of a document. */
function isSamePlace(left: ScoredUnit, right: ScoredUnit): boolean {
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
