import type { ExtractTerms } from '../score-units'
import type { AskedFor } from './asked-kind'
import { type SentenceWord, sentenceWords } from './sentence-words'
import { looksOf } from './word-looks'

/** A sentence seen with a question in mind. The lists are by word. */
export interface SpanContext {
  asked: AskedFor
  sentence: string
  words: SentenceWord[]
  /** The share of its terms that the question holds; 0 for words that say nothing by themselves. */
  inQuestion: number[]
  /** It says nothing by itself (of, the). */
  isFunction: boolean[]
  looks: string[]
}

/** What may be the thing asked for: some words in a row. */
export interface Span {
  first: number
  last: number
  /** Whether the particle of the last word belongs to it. */
  hasParticle: boolean
}

/** A gold answer of XQuAD has 2.9 words, one of KorQuAD 1.5; 94 and 99.9 % have no more than these. */
const mostWords = { english: 8, korean: 6 }

export function spanContext(sentence: string, asked: AskedFor, questionTerms: ReadonlySet<string>, extractTerms: ExtractTerms): SpanContext {
  const words = sentenceWords(sentence)
  const terms = words.map((word) => [...new Set(extractTerms(stemOf(word)))])
  return {
    asked,
    sentence,
    words,
    inQuestion: terms.map((own) => (own.length === 0 ? 0 : own.filter((term) => questionTerms.has(term)).length / own.length)),
    isFunction: terms.map((own) => own.length === 0),
    looks: words.map((word, index) => looksOf(word, index === 0)),
  }
}

export function stemOf({ text, start, stemEnd }: SentenceWord): string {
  return text.slice(0, stemEnd - start)
}

/** Of the words of its sentence: what is all in bold shows nothing. */
const mostOfSentence = 2 / 3

/** Not across the end of a sentence or out of one pair of brackets into another. */
export function candidateSpans({ words, asked }: SpanContext): Span[] {
  const spans: Span[] = []
  const most = Math.min(asked.isKorean ? mostWords.korean : mostWords.english, Math.max(2, Math.floor(words.length * mostOfSentence)))
  for (let first = 0; first < words.length; first++) {
    for (let last = first; last < Math.min(words.length, first + most); last++) {
      if (last > first && /[.!?;。|[]|[)\]」』》].*[([「『《]/u.test(words[last]?.gap ?? '')) break
      spans.push({ first, last, hasParticle: false })
      if (words[last]?.particle) spans.push({ first, last, hasParticle: true })
    }
  }
  return spans
}

/** Offsets into the sentence. */
export function rangeOf({ words }: Pick<SpanContext, 'words'>, { first, last, hasParticle }: Span): { start: number; end: number } {
  const final = words[last]
  return { start: words[first]?.start ?? 0, end: (hasParticle ? final?.end : final?.stemEnd) ?? 0 }
}
