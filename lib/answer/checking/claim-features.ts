import { findOpposition } from './facts/find-opposition'
import { type MissingFact, missingFacts } from './facts/missing-facts'
import { type CheckedSource, factsOf, type SourceSentence } from './source-sentences'

/*
 * Tried and left out, since cross-validated nothing became worse: the cosine with the sum of the two nearest sentences, the cosine of the
 * whole passage, the share of neighbouring terms that are neighbours in the passage too.
 */

/** Without an embedder the first is 0, and the model of the words does without it. */
export const claimFeatureNames = [
  /** Cosine of the nearest sentence. */
  'nearestSentence',
  /** Share of the sentence's terms in the passages, headings included; longer terms, which are rarer, count more. */
  'passageWords',
  /** The same in the one sentence that holds most, with the headings over it. */
  'sentenceWords',
  /** Numbers, dates and units that are not there: 0, 1, 2 or more. */
  'missingNumbers',
  /** Names that are not there: 0, 1, 2 or more. */
  'missingNames',
] as const
export type ClaimFeatures = Record<(typeof claimFeatureNames)[number], number>

export interface ClaimMeasure {
  features: ClaimFeatures
  /** Signs that the best sentence says the opposite: 0, 1, 2 or more. */
  opposition: number
  /** By meaning and words together. Null when the passages hold no sentence. */
  best: SourceSentence | null
  missing: MissingFact[]
}

export interface ClaimInput {
  /** Without marks and Markdown. */
  claim: string
  terms: string[]
  sources: CheckedSource[]
  /** Of the sources' sentences, in their order, and of the claim: unit length. Null where the model does not serve the language. */
  vectors: { claim: Float32Array; sentences: Float32Array[] } | null
}

export function measureClaim({ claim, terms, sources, vectors }: ClaimInput): ClaimMeasure {
  const sentences = sources.flatMap((source) => source.sentences)
  const known = new Set(terms)
  const inPassages = new Set(sources.flatMap((source) => [...source.terms]))
  const compared = sentences.map((sentence, index) => {
    const vector = vectors?.sentences[index]
    return { sentence, cosine: vectors === null || vector === undefined ? 0 : dot(vectors.claim, vector), words: shareIn(known, sentence.placedTerms) }
  })
  const best = compared.reduce<(typeof compared)[number] | null>(
    (one, other) => (one === null || other.cosine + other.words > one.cosine + one.words ? other : one),
    null,
  )
  const missing = missingFacts(claim, factsOf(sources))
  const isName = ({ problem }: { problem: string }) => problem === 'name'
  return {
    features: {
      nearestSentence: Math.max(0, ...compared.map(({ cosine }) => cosine)),
      passageWords: shareIn(known, inPassages),
      sentenceWords: Math.max(0, ...compared.map(({ words }) => words)),
      missingNumbers: Math.min(2, missing.filter((fact) => !isName(fact)).length),
      missingNames: Math.min(2, missing.filter(isName).length),
    },
    opposition: best === null ? 0 : findOpposition(claim, best.sentence.text),
    best: best?.sentence ?? null,
    missing,
  }
}

/** 1 for a claim without terms: there is nothing that could be missing. */
export function shareIn(terms: ReadonlySet<string>, known: ReadonlySet<string>): number {
  let [whole, found] = [0, 0]
  for (const term of terms) {
    const weight = Math.min(8, Math.max(2, term.length))
    whole += weight
    if (known.has(term)) found += weight
  }
  return whole === 0 ? 1 : found / whole
}

function dot(left: Float32Array, right: Float32Array): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0)
}
