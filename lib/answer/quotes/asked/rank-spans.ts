import type { ExtractTerms, ScoredUnit } from '../score-units'
import type { AskedFor } from './asked-kind'
import { candidateSpans, rangeOf, spanContext } from './span-context'
import { addSpanFeatures } from './span-features'

/** By the name of the feature; those that are missing count nothing. */
export type SpanWeights = ReadonlyMap<string, number>

/** A span that may be what is asked for. Offsets into the sentence. */
export interface RankedSpan {
  start: number
  end: number
  words: number
  /** That it is what is asked for, one of all spans of all sentences compared; they add up to 1. */
  chance: number
}

export interface SpanSources {
  asked: AskedFor
  questionTerms: ReadonlySet<string>
  /** `chance`: that it is the sentence that answers, above 0. */
  sentences: Array<{ scored: ScoredUnit; chance: number }>
  extractTerms: ExtractTerms
}

type SpanPlace = Omit<RankedSpan, 'chance'>

/** For each sentence its spans. A log-linear model over all spans of all of them, so that sentences compete by what they hold. */
export function rankSpans(sources: SpanSources, weights: SpanWeights): RankedSpan[][] {
  const weighed = eachSpan(sources, (place, addFeatures) => {
    let weight = 0
    addFeatures((name, value) => {
      weight += (weights.get(name) ?? 0) * value
    })
    return { place, weight }
  })
  const highest = weighed.flat().reduce((most, { weight }) => Math.max(most, weight), Number.NEGATIVE_INFINITY)
  const total = weighed.flat().reduce((sum, { weight }) => sum + Math.exp(weight - highest), 0)
  return weighed.map((spans) => spans.map(({ place, weight }) => ({ ...place, chance: Math.exp(weight - highest) / total })))
}

/** What `visit` makes of each span of each sentence, by sentence. */
export function eachSpan<Made>(
  { asked, questionTerms, sentences, extractTerms }: SpanSources,
  visit: (place: SpanPlace, addFeatures: (add: (name: string, value: number) => void) => void) => Made,
): Made[][] {
  return sentences.map(({ scored: { unit, passage }, chance }) => {
    const context = spanContext(passage.text.slice(unit.start, unit.end), asked, questionTerms, extractTerms)
    return candidateSpans(context).map((span) =>
      visit({ ...rangeOf(context, span), words: span.last - span.first + 1 }, (add) => {
        addSpanFeatures(context, span, add)
        add('sentence', Math.log(chance))
      }),
    )
  })
}
