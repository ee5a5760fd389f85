import type { Passage } from '@/lib/domain/passage'
import type { ExtractTerms } from '../quotes/score-units'
import { shareCovered, subjectTerms, wholeTextOf } from '../quotes/share-covered'
import { questionSigns } from './question-signs'
import type { ComparedSentence } from './sentences-to-compare'

/*
 * What tells a question that the passages answer from one whose subject they merely share: meaning, words, how far the best passage leads the
 * others, and how the question is asked (`question-signs.ts`). Chosen from some 90 measures on the folds of decision 030. Left out, since nothing
 * was gained on questions not seen: the nearest chunk, the sentences without their headings, cosines with the subject's part taken away, whether
 * a sentence holds the kind of thing asked for, the cover of the words that are not in the heading, names apart from other words, the chances
 * that choose sentences and spans.
 */

export const featureNames = [
  /** Cosine of the nearest sentence. */
  'nearestSentence',
  /** Of the sentence that fits best by words and meaning together: its cosine. */
  'bestSentence',
  /** Mean over the passages of their nearest sentence's cosine. */
  'passages',
  /** Share of the question's terms in the passage that holds most of them. */
  'bestPassageWords',
  /** The same, mean over the passages. Where all hold all the words they are on the subject, which speaks rather against an answer. */
  'passagesWords',
  /** By how much of its score the best passage is ahead of the second, 0 to 1. */
  'lead',
  /** And of the last. */
  'drop',
  /** 1 where the question is asked so, else 0. */
  'asksWhich',
  'asksFigure',
  'asksExtreme',
] as const

/**
 * Of fewer passages, as in a library of one page, nothing can be said about how common the words are: those that are missing count as
 * holding none.
 */
const passagesAtLeast = 4
/** Between answerable and unanswerable questions; decision 030 says what they do to a library of one page. */
const usual = { lead: 0.15, drop: 0.4 }

export type EvidenceFeatures = Record<(typeof featureNames)[number], number>

export interface FeatureSources {
  question: string
  /** Best first, at least one. */
  passages: Passage[]
  /** At least one. */
  sentences: ComparedSentence[]
  /** Of the sentences, in their order. */
  cosines: number[]
  extractTerms: ExtractTerms
}

export function measureFeatures({ question, passages, sentences, cosines, extractTerms }: FeatureSources): EvidenceFeatures {
  const terms = subjectTerms(question, extractTerms)
  const inPassages = passages.map((passage) => shareCovered(terms, wholeTextOf(passage), extractTerms))
  const compared = sentences.map(({ scored }, index) => ({ rank: scored.passageRank, cosine: cosines[index] ?? 0, words: wordsOf(scored.covered) }))
  const best = compared.reduce((left, right) => (right.cosine + right.words > left.cosine + left.words ? right : left))
  const nearestByPassage = new Map<number, number>()
  for (const { rank, cosine } of compared) nearestByPassage.set(rank, Math.max(cosine, nearestByPassage.get(rank) ?? -1))
  const signs = questionSigns(question)
  return {
    nearestSentence: Math.max(...cosines),
    bestSentence: best.cosine,
    passages: meanOf([...nearestByPassage.values()]),
    bestPassageWords: Math.max(...inPassages),
    passagesWords: (meanOf(inPassages) * inPassages.length) / Math.max(inPassages.length, passagesAtLeast),
    ...distancesOf(passages),
    asksWhich: Number(signs.asksWhich),
    asksFigure: Number(signs.asksFigure),
    asksExtreme: Number(signs.asksExtreme),
  }
}

/**
 * As shares of the best score, since scores grow with the library and a reranker has others. Of scores that are not positive nothing is
 * known: 0. With too few passages to compare they are taken for what they are in the middle.
 */
function distancesOf(passages: Passage[]): Pick<EvidenceFeatures, 'lead' | 'drop'> {
  const scores = passages.map(({ score }) => score).sort((left, right) => right - left)
  const [best = 0, second, ...others] = scores
  const behind = (score: number) => (best > 0 ? Math.min(1, (best - score) / best) : 0)
  return {
    lead: second === undefined ? usual.lead : behind(second),
    drop: scores.length < passagesAtLeast ? usual.drop : behind(others.at(-1) ?? 0),
  }
}

function wordsOf(covered: ReadonlyMap<string, number>): number {
  return [...covered.values()].reduce((sum, weight) => sum + weight, 0)
}

function meanOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
