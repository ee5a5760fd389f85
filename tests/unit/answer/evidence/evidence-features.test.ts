import { describe, expect, it } from 'vitest'
import { measureFeatures } from '@/lib/answer/evidence/evidence-features'
import { sentencesToCompare } from '@/lib/answer/evidence/sentences-to-compare'
import { scoreUnits } from '@/lib/answer/quotes/score-units'
import { extractTerms } from '@/lib/search/extract-terms'
import { passageOf } from '../passages'

const question = 'Who built the Brenmouth lighthouse?'
const texts = ['The Brenmouth lighthouse was built by Alice Corran.', 'The lighthouse had a lamp.', 'The harbour was deep.', 'The bay is wide.']

function featuresOf(scores: number[]) {
  const passages = scores.map((score, index) => passageOf(texts[index] ?? '', { score, documentId: `d${index}`, source: 'notes.md' }))
  const sentences = sentencesToCompare(scoreUnits(question, passages, extractTerms))
  const cosines = sentences.map(({ scored }) => 0.9 - 0.2 * scored.passageRank)
  return measureFeatures({ question, passages, sentences, cosines, extractTerms })
}

describe('measureFeatures', () => {
  it('tells how far the best passage is ahead, as shares of its score', () => {
    const { lead, drop } = featuresOf([0.6, 0.45, 0.4, 0.3])
    expect(lead).toBeCloseTo(0.25)
    expect(drop).toBeCloseTo(0.5)
  })

  it('does not depend on the order, or on the scale of the scores', () => {
    const { lead, drop } = featuresOf([6, 3, 4.5, 4])
    expect(lead).toBeCloseTo(0.25)
    expect(drop).toBeCloseTo(0.5)
  })

  it('takes the usual distances where there are too few passages to compare', () => {
    expect(featuresOf([0.6, 0.45])).toMatchObject({ lead: expect.closeTo(0.25), drop: 0.4 })
    expect(featuresOf([0.6])).toMatchObject({ lead: 0.15, drop: 0.4 })
  })

  it('counts words as rare where passages are missing', () => {
    expect(featuresOf([0.6]).passagesWords).toBeCloseTo(0.25)
  })

  it('reads nothing from scores that are not positive', () => {
    expect(featuresOf([-1, -2, -3, -4])).toMatchObject({ lead: 0, drop: 0 })
  })

  it('measures meaning and words of the sentences', () => {
    const features = featuresOf([0.6, 0.45, 0.4, 0.3])
    expect(features).toMatchObject({ nearestSentence: expect.closeTo(0.9), bestSentence: expect.closeTo(0.9), bestPassageWords: 1, asksWhich: 0 })
    expect(features.passages).toBeCloseTo(0.6)
  })
})
