import { addEnglishFeatures } from './english-features'
import { addKoreanFeatures } from './korean-features'
import { type Span, type SpanContext, stemOf } from './span-context'

/*
 * What tells the thing asked for among the spans of a sentence: its looks and those of the words around it, its length, the signs
 * at its edges, how near the question's words stand, and whether it holds the noun of the question. Most count for all questions
 * and once more for questions of their kind ("time only year"), which is all the interaction that a sum of weights needs here.
 */

/** A value other than 0 for a name. `addBoth` adds it for the question's kind as well. */
export interface FeatureSink {
  add(name: string, value: number): void
  addBoth(name: string, value: number): void
}

const telling = ['year', 'digits', 'count', 'date', 'cap', 'month', 'numberWord', 'verb', 'low']
const weak = new Set(['verb', 'be', 'prep', 'ed'])

export function addSpanFeatures(context: SpanContext, span: Span, addFeature: (name: string, value: number) => void): void {
  const { kind, isKorean } = context.asked
  const sink: FeatureSink = {
    add: (name, value) => {
      if (value !== 0) addFeature(name, value)
    },
    addBoth: (name, value) => {
      if (value === 0) return
      addFeature(name, value)
      addFeature(`${kind} ${name}`, value)
    },
  }
  addLooks(context, span, sink)
  addEdges(context, span, sink)
  if (isKorean) addKoreanFeatures(context, span, sink)
  else addEnglishFeatures(context, span, sink)
  addOverlap(context, span, sink)
  addNoun(context, span, sink)
}

function addLooks({ words, looks }: SpanContext, { first, last }: Span, { add, addBoth }: FeatureSink): void {
  addBoth(`length ${last - first + 1}`, 1)
  addBoth(`first ${looks[first]}`, 1)
  addBoth(`last ${looks[last]}`, 1)
  if (first === last) addBoth(`only ${looks[first]}`, 1)
  else {
    const own = looks.slice(first, last + 1)
    add('inner weak', own.slice(1, -1).filter((one) => weak.has(one)).length)
    for (const one of telling) if (own.includes(one)) addBoth(`has ${one}`, 1)
  }
  addBoth(`before ${first === 0 ? 'start' : looks[first - 1]}`, 1)
  addBoth(`after ${last === words.length - 1 ? 'end' : looks[last + 1]}`, 1)
  add('position', first / Math.max(1, words.length))
}

function addEdges({ words, sentence }: SpanContext, { first, last }: Span, { add, addBoth }: FeatureSink): void {
  const before = words[first]?.gap ?? ''
  const after = words[last + 1]?.gap ?? sentence.slice(words[last]?.end ?? 0)
  add(`gap before ${sortOfGap(before)}`, 1)
  add(`gap after ${sortOfGap(after)}`, 1)
  const inner = words.slice(first + 1, last + 1).map(({ gap }) => gap)
  add('inner commas', inner.filter((gap) => /[,，、]/.test(gap)).length)
  add('inner brackets', inner.filter((gap) => /[()[\]「」『』《》"“”‘’']/u.test(gap)).length)
  if (/["“‘'《〈「『]/u.test(before) && /^["”’'》〉」』]/u.test(after)) addBoth('quoted', 1)
}

function sortOfGap(gap: string): string {
  const sign = gap.trim().charAt(0)
  if (sign === '') return gap === '' ? 'none' : 'space'
  if (/[,，、]/.test(sign)) return 'comma'
  if (/[.!?。;:]/.test(sign)) return 'stop'
  if (/[([]/.test(sign)) return 'open'
  return /[)\]]/.test(sign) ? 'close' : 'quote'
}

function addOverlap(context: SpanContext, span: Span, sink: FeatureSink): void {
  const { inQuestion, isFunction } = context
  const { first, last } = span
  const { add, addBoth } = sink
  const length = last - first + 1
  const content = isFunction.slice(first, last + 1).filter((one) => !one).length
  const inside = inQuestion.slice(first, last + 1).reduce((sum, share) => sum + share, 0)
  addBoth('asked words inside', content === 0 ? 0 : inside / content)
  addBoth('any asked inside', inside > 0 ? 1 : 0)
  add('no content', content === 0 ? 1 : 0)
  add('function words', (length - content) / length)
  addBoth('first asked', isAsked(context, first))
  addBoth('last asked', isAsked(context, last))
  addBoth('asked before', isAsked(context, first - 1))
  addBoth('asked after', isAsked(context, last + 1))
  addNearness(context, span, sink)
}

function isAsked({ inQuestion }: SpanContext, index: number): number {
  return (inQuestion[index] ?? 0) >= 0.5 ? 1 : 0
}

function addNearness(context: SpanContext, { first, last }: Span, { add, addBoth }: FeatureSink): void {
  const { asked, inQuestion } = context
  let [left, right, nearest] = [0, 0, Number.POSITIVE_INFINITY]
  for (const [at, share] of inQuestion.entries()) {
    if (share === 0 || (at >= first && at <= last)) continue
    const distance = at < first ? first - at : at - last
    if (at < first) left += share / (1 + distance)
    else right += share / (1 + distance)
    if (share >= 0.5) nearest = Math.min(nearest, distance)
  }
  addBoth('near', left + right)
  addBoth('near left', left)
  addBoth('near right', right)
  addBoth(`nearest ${nearest > 8 ? 'far' : nearest > 4 ? '5-8' : nearest}`, 1)
  if (asked.isKorean) return
  add(`${asked.form} near left`, left)
  add(`${asked.form} near right`, right)
  add(`${asked.form} left of all`, right > 0 && left === 0 ? 1 : 0)
  add(`${asked.form} right of all`, left > 0 && right === 0 ? 1 : 0)
  add(`${asked.form} asked before`, isAsked(context, first - 1))
  add(`${asked.form} asked after`, isAsked(context, last + 1))
}

function addNoun({ words, asked }: SpanContext, { first, last }: Span, { addBoth }: FeatureSink): void {
  const { noun, isKorean } = asked
  if (noun === '') return
  const isNoun = (index: number) => {
    const word = words[index]
    if (word === undefined) return false
    const stem = stemOf(word).toLowerCase()
    if (isKorean) return stem.endsWith(noun) || word.text.endsWith(noun)
    return stem === noun || `${stem}s` === noun || stem === `${noun}s` || (stem.length > 4 && noun.startsWith(stem.slice(0, -1)))
  }
  if (isNoun(last)) addBoth('noun last', 1)
  else if (words.slice(first, last).some((_, index) => isNoun(first + index))) addBoth('noun inside', 1)
  if (isNoun(last + 1)) addBoth('noun after', 1)
  if (isNoun(first - 1)) addBoth('noun before', 1)
}
