import type { Passage } from '@/lib/domain/passage'
import { extractTerms } from '../extract-terms'
import { foldForPhrases, holdsPhrase, holdsWord } from './holds-phrase'
import type { ParsedQuery } from './parse-query'

/**
 * Whether a passage holds every phrase and no excluded word. Phrases may also stand in the headings over it; exclusions look at
 * the file's name too, since a person who writes -draft means that.
 */
export function fitsQuery({ text, section, source }: Pick<Passage, 'text' | 'section' | 'source'>, { phrases, excluded }: ParsedQuery): boolean {
  if (phrases.length === 0 && excluded.length === 0) return true
  const folded = foldForPhrases(`${section}\n${text}`)
  if (!phrases.every((phrase) => holdsPhrase(folded, phrase))) return false
  if (excluded.length === 0) return true
  const everything = `${source.replace(/[_/.]/g, ' ')}\n${section}\n${text}`
  const terms = new Set(extractTerms(everything))
  const withName = foldForPhrases(everything)
  return !excluded.some((word) => holdsWord(withName, terms, word))
}
