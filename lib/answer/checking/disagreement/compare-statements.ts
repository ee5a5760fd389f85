import { contextOf, type ExtractTerms, type ScoredUnit } from '../../quotes/score-units'
import { shareIn } from '../claim-features'
import { claimTerms } from '../claim-terms'
import { foldWords, holdsName, type SourceWords } from '../facts/find-name'
import { readNames } from '../facts/read-names'
import { type Figures, readFigures, type StatedValue, valuesMissingIn } from './stated-values'

/** A sentence with what it is compared by. */
export interface Statement {
  scored: ScoredUnit
  text: string
  figures: Figures
  terms: ReadonlySet<string>
  names: string[]
  /** Its words and those of the headings over it. */
  words: SourceWords
  /** Of the headings alone, years left out: the reports of two years have the same. */
  headingTerms: ReadonlySet<string>
}

/** How two sentences of different documents stand to each other. */
export interface StatementComparison {
  /** What each states in figures and the other does not. */
  differing: { left: StatedValue[]; right: StatedValue[] }
  /** The smaller of the shares of their words, numbers left out, that the other has too: 0 to 1. */
  sharedWords: number
  /** Names that only one of them, its headings included, has. */
  foreignNames: number
  /** The share of the question that only one of them speaks of, its headings included. */
  uncovered: number
  /** The smaller share of their headings' words that the other has too; 1 where one of them has none. */
  sharedHeadings: number
}

export function readStatement(scored: ScoredUnit, extractTerms: ExtractTerms): Statement {
  const text = scored.passage.text.slice(scored.unit.start, scored.unit.end)
  const terms = new Set(claimTerms(text, extractTerms))
  const headings = [...scored.passage.headingPath, scored.unit.heading].join('\n')
  const headingTerms = new Set(extractTerms(headings).filter((term) => !/^(?:1\d|20)\d\d\D?$/u.test(term)))
  return { scored, text, figures: readFigures(text), terms, names: readNames(text), words: foldWords(`${contextOf(scored)}\n${text}`), headingTerms }
}

export function compareStatements(left: Statement, right: Statement): StatementComparison {
  return {
    differing: { left: valuesMissingIn(left.figures, right.figures), right: valuesMissingIn(right.figures, left.figures) },
    sharedWords: sharedBy(left.terms, right.terms),
    foreignNames: namesMissingIn(left, right) + namesMissingIn(right, left),
    uncovered: uncoveredBy(left, right) + uncoveredBy(right, left),
    sharedHeadings: left.headingTerms.size === 0 || right.headingTerms.size === 0 ? 1 : sharedBy(left.headingTerms, right.headingTerms),
  }
}

function sharedBy(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  return Math.min(shareIn(left, right), shareIn(right, left))
}

function namesMissingIn({ names }: Statement, { words }: Statement): number {
  return names.filter((name) => !holdsName(name, words)).length
}

function uncoveredBy({ scored: { covered } }: Statement, { scored: other }: Statement): number {
  let share = 0
  for (const [term, weight] of other.covered) if (!covered.has(term)) share += weight
  return share
}
