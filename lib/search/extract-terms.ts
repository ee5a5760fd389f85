import { stemmer } from 'stemmer'
import { remember } from '@/lib/domain/remember'
import { englishStopWords } from './stop-words'
import { numberedPlaces } from './terms/numbered-places'

/*
 * Cuts text into the terms of the lexical search; questions and passages pass through the same cut.
 *
 * - Compatibility forms and case are folded (NFKC, lower case; accents of Latin letters are dropped).
 * - Latin words: Porter stems, a short English stop list.
 * - Hangul, Han, Kana, Thai, Lao, Khmer, Burmese: overlapping pairs of characters, because words there change their
 *   ending (particles) or have no spaces between them. A run of one character is its own term. KorQuAD, nDCG@10: pairs
 *   .958, words .851, words without their endings .936. The table with a morphological analyser is in docs/decisions/014.
 * - Numbers, codes and addresses (ISO-9001, v1.2.3, node.js, mail@example.org): in parts and run together, so that
 *   "ISO 9001", "ISO-9001" and "ISO9001" find each other. A dot between digits stays (v1.2.3 is not v12.3). Words joined
 *   by a hyphen alone (self-hosted) only in parts: their joined form cost SciFact train .003 nDCG@10.
 * - Article numbers with a branch (제12조의2), § and dates however written also as one term each: `terms/numbered-places.ts`.
 * - A number touching a syllable (제12조, 1989년) also forms terms with it: 제12, 12조, 제12조. KorQuAD: .954, without .950.
 */

const pairedScripts = ['Hangul', 'Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar'].map((name) => `\\p{Script=${name}}`).join('')
const spacedCharacter = `[[\\p{L}\\p{N}\\p{M}]--[${pairedScripts}ー]]`
const emailPattern = '[a-z0-9_+\\-]+(?:\\.[a-z0-9_+\\-]+)*@[a-z0-9\\-]+(?:\\.[a-z0-9\\-]+)+'
const tokenPattern = new RegExp(
  `(?<email>${emailPattern})|(?<paired>[${pairedScripts}ー]+)|(?<spaced>${spacedCharacter}+(?:[\\-._\\/]${spacedCharacter}+)*(?:\\+\\+|#)?)`,
  'gv',
)
const longestTerm = 64
/** A folder of English manuals has some 10,000 words. */
const stemOf = remember(stemmer, { most: 20_000, longest: 64 })

interface Token {
  kind: 'email' | 'paired' | 'spaced'
  text: string
  start: number
  end: number
}

/** The terms of `text` in reading order, repeats kept, and after them article numbers and dates as one term each. Empty when there is nothing to search for. */
export function extractTerms(text: string): string[] {
  const folded = foldText(text)
  const tokens = cutTokens(folded)
  const terms = tokens.flatMap((token, position) => {
    if (token.kind === 'email') return [token.text, ...termsOfCompound(token.text)]
    if (token.kind === 'paired') return pairsOf(token.text)
    return [...termsOfCompound(token.text), ...termsAcrossScripts(tokens[position - 1], token, tokens[position + 1])]
  })
  return [...terms, ...numberedPlaces(folded)]
}

function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’](?:s|t|d|m|re|ve|ll)(?![\p{L}\p{N}])/gu, '')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
}

function cutTokens(text: string): Token[] {
  return Array.from(text.matchAll(tokenPattern), (match) => {
    const kind = match.groups?.email ? 'email' : match.groups?.paired ? 'paired' : 'spaced'
    return { kind, text: match[0], start: match.index, end: match.index + match[0].length }
  })
}

function pairsOf(run: string): string[] {
  const characters = Array.from(run)
  if (characters.length === 1) return [run]
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}

function termsOfCompound(compound: string): string[] {
  const parts = compound.split(/[-._/@]/).filter((part) => part !== '')
  const terms = parts.map(termOfWord).filter((term) => term !== null)
  if (parts.length === 1) return [...terms, ...partsOfCode(compound)]
  if (compound.includes('/') || !/[\d.]/.test(compound)) return terms
  const joined = termOfWord(compound.replace(/(?<!\d)\.|\.(?!\d)|[-_@]/g, ''))
  return joined === null ? terms : [...terms, joined]
}

/** ISO9001 written in one also answers to "ISO" and "9001"; short names such as h2o, b12 or v1 stay whole. */
function partsOfCode(word: string): string[] {
  const code = /^([a-z]{2,})(\d{2,})$/.exec(word)
  return code === null ? [] : [code[1] ?? '', code[2] ?? '']
}

function termOfWord(word: string): string | null {
  if (englishStopWords.has(word)) return null
  const bare = /[^\x00-\x7f]/.test(word) ? word.normalize('NFD').replace(/[\u0300-\u036f]/g, '') : word
  return cutLongTerm(/^[a-z]+$/.test(bare) ? stemOf(bare) : bare)
}

function cutLongTerm(term: string): string {
  return term.length > longestTerm ? term.slice(0, longestTerm) : term
}

function termsAcrossScripts(before: Token | undefined, number: Token, after: Token | undefined): string[] {
  if (!/^\d+$/.test(number.text)) return []
  const prefix = before?.kind === 'paired' && before.end === number.start ? before.text.slice(-1) : ''
  const suffix = after?.kind === 'paired' && after.start === number.end ? after.text.slice(0, 1) : ''
  const terms: string[] = []
  if (prefix) terms.push(prefix + number.text)
  if (suffix) terms.push(number.text + suffix)
  if (prefix && suffix) terms.push(prefix + number.text + suffix)
  return terms
}
