import { pageAt } from '@/lib/domain/page/page-at'
import type { Passage } from '@/lib/domain/passage'
import { quotableUnits } from '../quotes/quotable-units'
import type { ExtractTerms } from '../quotes/score-units'
import { readSourceFacts, type SourceFacts } from './facts/missing-facts'

/** A sentence, or a whole record, that an answer's sentence may rest on. */
export interface SourceSentence {
  sourceNumber: number
  /** Range in the document's normalized text. */
  start: number
  end: number
  page: number | null
  text: string
  /** As it is embedded: with the heading over it, since a sentence in the middle of a text says "it" and "he". */
  embeddingText: string
  terms: ReadonlySet<string>
  /** With those of its headings. */
  placedTerms: ReadonlySet<string>
}

/** A passage, read once for all the sentences that may cite it. */
export interface CheckedSource {
  number: number
  sentences: SourceSentence[]
  /** The text and the names over it, in small pieces, for the facts. */
  texts: string[]
  terms: ReadonlySet<string>
}

export function readSource(number: number, passage: Passage, extractTerms: ExtractTerms): CheckedSource {
  const names = [passage.source, ...passage.headingPath]
  const nameTerms = extractTerms(names.join('\n'))
  const sentences = quotableUnits(passage)
    .filter(({ kind }) => kind !== 'heading')
    .map(({ start, end, heading }) => {
      const text = passage.text.slice(start, end)
      const over = heading || (passage.headingPath.at(-1) ?? '')
      const terms = extractTerms(text)
      return {
        sourceNumber: number,
        start: passage.start + start,
        end: passage.start + end,
        page: pageAt(passage, passage.start + start),
        text,
        embeddingText: over === '' ? text : `${over}: ${text}`,
        terms: new Set(terms),
        placedTerms: new Set([...terms, ...nameTerms, ...extractTerms(heading)]),
      }
    })
  return { number, sentences, texts: [...names, passage.text], terms: new Set([...extractTerms(passage.text), ...nameTerms]) }
}

export function factsOf(sources: CheckedSource[]): SourceFacts {
  return readSourceFacts(sources.flatMap(({ texts }) => texts))
}
