import { askedForBy } from '../../quotes/asked/asked-kind'
import type { ExtractTerms, ScoredUnit } from '../../quotes/score-units'
import { compareStatements, readStatement, type Statement } from './compare-statements'
import { isAskedFor, isComparable, type StatedValue } from './stated-values'

/*
 * Finds what another document says otherwise: a sentence of it with nearly the words of one that the answer shows, and another number, date or
 * year in the place of the one that is asked for. By words alone, so that nothing has to wait, and rather silent than wrong: most
 * sentences that differ in figures speak of another year, place or part, so one figure at most may differ, no name, and nothing of the
 * question may be missing. Other names for the same thing, and the same in quite other words, are not found.
 * Figures: docs/decisions/028.
 */

/** A sentence that the answer rests on. */
export interface ShownStatement {
  scored: ScoredUnit
  /** Where what is asked for stands: the part in bold, or what was written. */
  asked: string
}

export interface Disagreement {
  shown: Statement
  other: Statement
  /** What the two sentences give in the same place. */
  values: { shown: StatedValue; other: StatedValue }
}

const leastSharedWords = 0.7
/** Of the question's weight: next to nothing. At .15 the batteries of two telephones disagreed, whose names stood in the headings. */
const mostUncovered = 0.02
/** Under headings that differ more, "The capacity is 3600 mAh" speaks of two things. */
const leastSharedHeadings = 0.8
const mostFound = 2

/** `scored`: all that could be quoted, best first. At most two, each of another document. */
export function findDisagreements(
  { question, shown, scored }: { question: string; shown: ShownStatement[]; scored: ScoredUnit[] },
  extractTerms: ExtractTerms,
): Disagreement[] {
  const { kind } = askedForBy(question)
  const others = statementsWithFigures(scored, extractTerms)
  const found: Disagreement[] = []
  const told = new Set<string>()
  for (const { scored: unit, asked } of shown) {
    const statement = readStatement(unit, extractTerms)
    if (statement.figures.values.length === 0) continue
    for (const other of others()) {
      const pair = [unit.passage.documentId, other.scored.passage.documentId].sort().join(' ')
      if (unit.passage.documentId === other.scored.passage.documentId || told.has(pair)) continue
      const values = differingValues(statement, other)
      if (values === null || !(isAskedFor(kind, values.shown) || asked.includes(values.shown.text))) continue
      found.push({ shown: statement, other, values })
      told.add(pair)
      if (found.length === mostFound) return found
    }
  }
  return found
}

/** Null where they do not disagree in just one figure. */
function differingValues(shown: Statement, other: Statement): Disagreement['values'] | null {
  const { differing, sharedWords, sharedHeadings, foreignNames, uncovered } = compareStatements(shown, other)
  const [left, right] = [differing.left[0], differing.right[0]]
  if (left === undefined || right === undefined || differing.left.length + differing.right.length > 2 || !isComparable(left, right)) return null
  const isSameThing = sharedWords >= leastSharedWords && sharedHeadings >= leastSharedHeadings && foreignNames === 0 && uncovered <= mostUncovered
  return isSameThing ? { shown: left, other: right } : null
}

/** Read once, and only when something is compared with them. */
function statementsWithFigures(scored: ScoredUnit[], extractTerms: ExtractTerms): () => Statement[] {
  let read: Statement[] | null = null
  return () => {
    read ??= scored
      .filter(({ unit, passage }) => /\d/.test(passage.text.slice(unit.start, unit.end)))
      .map((one) => readStatement(one, extractTerms))
      .filter(({ figures }) => figures.values.length > 0)
    return read
  }
}
