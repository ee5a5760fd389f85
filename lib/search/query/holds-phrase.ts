import { extractTerms } from '../extract-terms'

/*
 * Whether a text holds a phrase as it was written: the same words in the same order, whatever their case, width, accents and
 * line breaks. Spaces between Korean syllables do not count, since they are set freely. A phrase of letters with spaces between words
 * begins and ends at words ("art" is not in "start"); a Korean one may go on, since particles follow (학교 is in 학교에서).
 *
 * Rejected: the full-text filter of the vector database. Its tokenizer takes a Korean word with its particle for one token, so
 * 학교 would not be found in 학교에서, and without a text index it compares byte by byte.
 */

const joinedScripts = '\\p{Script=Hangul}\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}'
const spaceBetweenJoined = new RegExp(`(?<=[${joinedScripts}]) (?=[${joinedScripts}])`, 'gu')
const joinedCharacter = new RegExp(`[${joinedScripts}]`, 'u')
const letterOrDigit = /[\p{L}\p{N}]/u

/** A text made ready to be compared with many phrases. */
export function foldForPhrases(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').replace(/[’]/g, "'").trim()
  // Only Latin letters lose their marks: decomposed Hangul would fall apart.
  const bare = folded.replace(/[\u00c0-\u024f]/g, (letter) => letter.normalize('NFD').replace(/[\u0300-\u036f]/g, ''))
  return bare.replace(spaceBetweenJoined, '')
}

/** `folded` comes from `foldForPhrases`; `phrase` does not. False for a phrase without letters and digits. */
export function holdsPhrase(folded: string, phrase: string): boolean {
  const wanted = foldForPhrases(phrase)
  if (!letterOrDigit.test(wanted)) return false
  for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + 1)) {
    if (isBoundary(folded[at - 1], wanted[0]) && isBoundary(folded[at + wanted.length], wanted.at(-1))) return true
  }
  return false
}

/** The same, and for a word of letters also its other forms: -lecture keeps "lectures" away. */
export function holdsWord(folded: string, terms: ReadonlySet<string>, word: string): boolean {
  if (holdsPhrase(folded, word)) return true
  if (joinedCharacter.test(word) || /\s/.test(word)) return false
  const forms = extractTerms(word)
  return forms.length > 0 && forms.every((form) => terms.has(form))
}

function isBoundary(outside: string | undefined, inside: string | undefined): boolean {
  if (outside === undefined || inside === undefined || !letterOrDigit.test(inside) || joinedCharacter.test(inside)) return true
  return !letterOrDigit.test(outside) || joinedCharacter.test(outside)
}
