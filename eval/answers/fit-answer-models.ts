import { askedForBy } from '@/lib/answer/quotes/asked/asked-kind'
import { eachSpan, type SpanWeights } from '@/lib/answer/quotes/asked/rank-spans'
import { type JudgedSentence, judgeSentences, type SentenceModel, unitsJudged } from '@/lib/answer/quotes/choice/judge-sentences'
import { sentencesSearched } from '@/lib/answer/quotes/choice/pick-answer'
import { sentenceFeatureNames, sentenceFeatures } from '@/lib/answer/quotes/choice/sentence-features'
import type { ScoredUnit } from '@/lib/answer/quotes/score-units'
import { extractTerms } from '@/lib/search/extract-terms'
import type { AskedQuestion } from './asked-question'
import { FeatureNumbers } from './feature-numbers'
import { fitChoice, type Option } from './fit-choice'

/** Penalties 1, 5 and 20 put .495, .495 and .490 of XQuAD's gold answers in bold in the half that was not learned from. */
const spanFit = { rounds: 6, penalty: 5, leastChoices: 15 }
const sentenceFit = { rounds: 40, penalty: 0.5, leastChoices: 1 }

/** Smaller weights are left out. */
const leastWeight = 0.05

export function fitSentences(questions: AskedQuestion[], usesMeaning: boolean): SentenceModel {
  const choices = questions
    .filter(({ scored }) => scored.length > 0)
    .map(({ question, scored, cosines, answers, gold }) => {
      const compared = usesMeaning ? cosines : null
      const units = unitsJudged(scored, compared)
      return sentenceFeatures(question, units, compared, extractTerms).map((features, index): Option => {
        const values = Float32Array.from(sentenceFeatureNames, (name) => features[name])
        return { features: Uint16Array.from(sentenceFeatureNames, (_, number) => number), values, isRight: isGold(units[index], answers, gold) }
      })
    })
  const weights = fitChoice(choices, sentenceFeatureNames.length, sentenceFit)
  return Object.fromEntries(sentenceFeatureNames.map((name, index) => [name, round(weights[index] ?? 0)])) as SentenceModel
}

/** The spans of the likeliest sentences; right are those with the gold answer and no word more than it has. */
export function fitSpans(questions: AskedQuestion[], sentenceModel: SentenceModel, usesMeaning: boolean): SpanWeights {
  const numbers = new FeatureNumbers()
  const choices = questions.map((one) => {
    const sentences = judgeSentences({ ...one, cosines: usesMeaning ? one.cosines : null, extractTerms }, sentenceModel).slice(0, sentencesSearched)
    return spanOptions(one, sentences, numbers)
  })
  const names = numbers.names()
  const weights = fitChoice(choices, names.length, spanFit)
  return new Map(names.map((name, index): [string, number] => [name, round(weights[index] ?? 0)]).filter(([, weight]) => Math.abs(weight) >= leastWeight))
}

function spanOptions({ question, answers, gold }: AskedQuestion, sentences: JudgedSentence[], numbers: FeatureNumbers): Option[] {
  const sources = { asked: askedForBy(question), questionTerms: new Set(extractTerms(question)), sentences, extractTerms }
  const bySentence = eachSpan(sources, (place, addFeatures) => {
    const features: number[] = []
    const values: number[] = []
    addFeatures((name, value) => {
      features.push(numbers.of(name))
      values.push(value)
    })
    return { place, features: Uint16Array.from(features), values: Float32Array.from(values) }
  })
  return bySentence.flatMap((spans, index) => {
    const scored = sentences[index]?.scored
    const isRightSentence = isGold(scored, answers, gold)
    const sentence = scored === undefined ? '' : textOf(scored)
    return spans.map(({ place, features, values }) => {
      const text = sentence.slice(place.start, place.end)
      const isRight = isRightSentence && answers.some((answer) => text.includes(answer) && place.words <= answer.split(/\s+/).length)
      return { features, values, isRight }
    })
  })
}

function isGold(scored: ScoredUnit | undefined, answers: string[], gold: ReadonlySet<string>): boolean {
  if (scored === undefined || !gold.has(scored.passage.documentId)) return false
  return answers.some((answer) => textOf(scored).includes(answer))
}

function textOf({ passage, unit }: ScoredUnit): string {
  return passage.text.slice(unit.start, unit.end)
}

function round(value: number): number {
  return Number(value.toFixed(2))
}
