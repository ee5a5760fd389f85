import type { SentenceModel } from './judge-sentences'

/** By words alone, by the question's language. Made, as those below, by `npm run eval:answers -- --fit`. */
export const sentenceModels: { korean: SentenceModel; english: SentenceModel } = {
  korean: {
    score: 3.6,
    bestScore: 1.12,
    cosine: 0,
    bestCosine: 0,
    covered: 2.71,
    pairs: -1.28,
    expected: 0.87,
    firstPassage: 1.86,
    secondPassage: 0.84,
    passageRank: -2.34,
    newTerms: -0.34,
    shortness: 0.45,
  },
  english: {
    score: 4.12,
    bestScore: 0.41,
    cosine: 0,
    bestCosine: 0,
    covered: 2.87,
    pairs: 0.6,
    expected: 0.58,
    firstPassage: 2.34,
    secondPassage: 1.12,
    passageRank: -2.03,
    newTerms: -0.14,
    shortness: -0.45,
  },
}

/** By the embedding model whose cosines they were fitted to: another model's lie elsewhere. */
export const sentenceModelsByMeaning: Readonly<Record<string, SentenceModel>> = {
  'Xenova/all-MiniLM-L6-v2': {
    score: 3.76,
    bestScore: 0.22,
    cosine: 3.68,
    bestCosine: 0.45,
    covered: 2.05,
    pairs: 0.3,
    expected: 0.57,
    firstPassage: 1.97,
    secondPassage: 1.03,
    passageRank: -1.59,
    newTerms: 0.12,
    shortness: -0.33,
  },
}
