import type { Span, SpanContext } from './span-context'
import type { FeatureSink } from './span-features'

const tellingBefore = new Set('by in of to at from on as called because for with than about between into the a was is are were and'.split(' '))
const tellingFirst = new Set('to because by in for the a it he they his their its this'.split(' '))

/** Capitals show names, and small words before a phrase what it does in its sentence. */
export function addEnglishFeatures({ words, looks }: SpanContext, { first, last }: Span, { add, addBoth }: FeatureSink): void {
  const length = last - first + 1
  const capitals = looks.slice(first, last + 1).filter(isCapital).length
  if (capitals === length) addBoth('all caps', 1)
  add('cap share', capitals / length)
  if (looks[first - 1] === 'cap' && looks[first] === 'cap') addBoth('cuts name', 1)
  if (looks[last + 1] === 'cap' && isCapital(looks[last] ?? '')) addBoth('cuts name', 1)
  const before = words[first - 1]?.text.toLowerCase() ?? ''
  if (tellingBefore.has(before)) addBoth(`word before ${before}`, 1)
  const start = words[first]?.text.toLowerCase() ?? ''
  if (tellingFirst.has(start)) addBoth(`word first ${start}`, 1)
}

function isCapital(looks: string): boolean {
  return looks === 'cap' || looks === 'firstCap'
}
