import { expectedAnswerOf, holdsExpectedAnswer, subjectOfQuestion } from '../expected-answer'
import type { ExtractTerms, ScoredUnit } from '../score-units'

/** What tells the sentence that answers among those that fit by their words. */
export const sentenceFeatureNames = [
  /** That of `../score-units.ts`. */
  'score',
  'bestScore',
  /** 0 where no embedding model compares sentences, as the next. */
  'cosine',
  'bestCosine',
  /** The question's weight in the sentence itself and its headings. */
  'covered',
  /** Share of the pairs of neighbouring question terms that are neighbours in the sentence too. */
  'pairs',
  /** 1 when it holds the kind of thing asked for, -1 when it does not, 0 when nothing in particular is asked for. */
  'expected',
  'firstPassage',
  'secondPassage',
  'passageRank',
  /** Logarithm of how many terms it has beside the question's. */
  'newTerms',
  'shortness',
] as const

export type SentenceFeatures = Record<(typeof sentenceFeatureNames)[number], number>

/** In the order of the units, of which there is at least one. */
export function sentenceFeatures(
  question: string,
  units: ScoredUnit[],
  cosines: ReadonlyMap<ScoredUnit, number> | null,
  extractTerms: ExtractTerms,
): SentenceFeatures[] {
  const subject = extractTerms(subjectOfQuestion(question))
  const asked = new Set(subject)
  const askedPairs = neighboursOf(subject)
  const expected = expectedAnswerOf(question)
  const topCosine = cosines === null ? 0 : Math.max(...units.map((unit) => cosines.get(unit) ?? 0))
  const topScore = Math.max(...units.map(({ score }) => score))
  return units.map((one) => {
    const { unit, passage, passageRank, score, covered } = one
    const text = passage.text.slice(unit.start, unit.end)
    const terms = extractTerms(text)
    const pairs = neighboursOf(terms)
    const cosine = cosines?.get(one) ?? 0
    return {
      score,
      bestScore: Number(score === topScore),
      cosine,
      bestCosine: Number(cosines !== null && cosine === topCosine),
      covered: [...covered.values()].reduce((sum, weight) => sum + weight, 0),
      pairs: askedPairs.size === 0 ? 0 : [...askedPairs].filter((pair) => pairs.has(pair)).length / askedPairs.size,
      expected: expected === 'other' ? 0 : holdsExpectedAnswer(expected, text) ? 1 : -1,
      firstPassage: Number(passageRank === 0),
      secondPassage: Number(passageRank === 1),
      passageRank: Math.min(passageRank, 8) / 8,
      newTerms: Math.log(1 + terms.filter((term) => !asked.has(term)).length),
      shortness: 1 / (1 + terms.length),
    }
  })
}

function neighboursOf(terms: string[]): Set<string> {
  return new Set(terms.slice(1).map((term, index) => `${terms[index]} ${term}`))
}
