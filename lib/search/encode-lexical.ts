import type { SparseVector } from '@/lib/domain/chunk'
import { remember } from '@/lib/domain/remember'
import { extractTerms } from './extract-terms'
import { weighQueryTerms } from './terms/weigh-query-terms'

/*
 * Turns terms into the sparse vectors of the lexical search: BM25, cut in two. The passage side carries the saturated term
 * frequency and the length norm, fixed when it is written; Qdrant multiplies the idf in at query time (`modifier: idf`),
 * so it follows the collection as it grows.
 *
 * The average length in the norm is a constant, not the collection's own: a written vector cannot change with every new
 * document. It costs nothing: averages of 120 to 240 differ by at most .004 nDCG@10 on SciFact train and .003 on KorQuAD.
 * Terms are hashed to 32 bits instead of numbered in a vocabulary, so that any process can write without asking another;
 * two terms in one hash are summed (about one collision is to be expected among 100,000 terms).
 */

/**
 * k1 and b. A text of syllable pairs repeats its terms by chance, so a second time says less. KorQuAD, nDCG@10: k1 .9, b .4 .9550; .6, .8
 * .9580; .4, .6 .9580; .2, .6 .9580; 1.2, .4 .9536. SciFact train (fused with MiniLM): .9, .4 .744; .6, .6 .742; 1.2, .4 .742; 1.6, .8 .738.
 */
const spacedScript = { saturation: 0.9, lengthShare: 0.4 }
const pairedScript = { saturation: 0.5, lengthShare: 0.7 }
/** Terms of an average passage. A pair of syllables counts half: a Korean text has about twice the terms of its English translation. */
const averageLength = 130
const pairLength = 0.5
/** How often a term of the title, heading path or file name counts on top. Without it: SciFact train .682 for .695, KorQuAD .944 for .954. */
const contextFrequency = 1

/** What stands around a passage and is found with it. */
export interface PassageContext {
  source: string
  title: string | null
  headingPath: string[]
}

/** The passage side. Empty arrays when there is no term. */
export function encodePassageTerms(text: string, context: PassageContext): SparseVector {
  const terms = extractTerms(text)
  const frequencies = new Map<string, number>()
  for (const term of terms) addTo(frequencies, term, 1)
  for (const term of contextTerms(context)) addTo(frequencies, term, contextFrequency)
  const pairs = terms.filter(isPair).length
  const { saturation, lengthShare } = pairs * 2 > terms.length ? pairedScript : spacedScript
  const length = terms.length - pairs * (1 - pairLength)
  const norm = saturation * (1 - lengthShare + (lengthShare * length) / averageLength)
  const weights = Array.from(frequencies, ([term, frequency]): [string, number] => [term, (frequency * (saturation + 1)) / (frequency + norm)])
  return toSparseVector(weights)
}

/** The query side: each distinct term with what it counts (`weigh-query-terms.ts`). Empty arrays when there is no term. */
export function encodeQueryTerms(text: string): SparseVector {
  return toSparseVector([...weighQueryTerms(text)])
}

/** Unsigned 32-bit id of a term: FNV-1a over UTF-16 code units, then mixed so that short terms spread over all bits. */
export function hashTerm(term: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < term.length; index++) hash = Math.imul(hash ^ term.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Every chunk of a section has the same ones. */
const termsOfHeading = remember(extractTerms, { most: 500, longest: 200 })

function contextTerms(context: PassageContext): Set<string> {
  const name = context.source.replace(/\.[a-z0-9]{1,5}$/i, '').replace(/[\\/_]/g, ' ')
  return new Set([name, context.title ?? '', ...context.headingPath].flatMap(termsOfHeading))
}

function isPair(term: string): boolean {
  return term.length >= 2 && term.length <= 4 && /^[^\p{ASCII}]{2}$/u.test(term)
}

function toSparseVector(weights: Array<[string, number]>): SparseVector {
  const byIndex = new Map<number, number>()
  for (const [term, weight] of weights) addTo(byIndex, hashTerm(term), weight)
  const sorted = [...byIndex].sort(([left], [right]) => left - right)
  return { indices: sorted.map(([index]) => index), values: sorted.map(([, value]) => value) }
}

function addTo<Key>(sums: Map<Key, number>, key: Key, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount)
}
