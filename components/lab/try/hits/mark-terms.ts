import type { TermWeight } from '@/lib/domain/retrieval/search-configuration'

/*
 * Finds the matched terms of the lexical search in the text of a passage, so that they can be shown where they stand.
 *
 * The index holds stems and pairs of syllables and not places, and the page does not have the cutter of the search. So words are
 * compared here: a Latin word carries a term when it is the term and one of the English endings that stemming takes off; in Hangul,
 * Han and Kana a term is found wherever its characters stand in a run. Pairs that overlap grow together to one mark. A mark more or
 * less changes nothing but the colour: the weights beside the text are the index's own.
 */

export interface TextPiece {
  text: string
  /** The heaviest term that stands here; null for text between the terms. */
  term: TermWeight | null
}

interface MarkedRange {
  start: number
  end: number
  term: TermWeight
}

const pairedScripts =
  '\\p{Script=Hangul}\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}'
const runPattern = new RegExp(`[${pairedScripts}]+|(?:(?![${pairedScripts}])[\\p{L}\\p{N}\\p{M}])+`, 'gu')
const pairedPattern = new RegExp(`^[${pairedScripts}]+$`, 'u')
const endings =
  /^(?:|e|s|es|ed|d|er|ers|est|ing|ings|ly|al|als|ally|y|ies|ied|ic|ical|ically|ion|ions|ional|ation|ations|ational|ator|ators|ive|ively|ment|ments|ness|able|ible|ance|ences?|ants?|ents?|ous|ously|ful|fully|ist|ists|ism|ity|ities|iz\w{1,7}|is\w{1,7})$/
const shortestStem = 3

/** `text` cut into pieces in reading order; joined, they are the text again. */
export function markTerms(text: string, terms: readonly TermWeight[]): TextPiece[] {
  const wanted = terms.filter(({ term }) => term !== '').toSorted((left, right) => right.weight - left.weight)
  const ranges = joinOverlapping(Array.from(text.matchAll(runPattern), (match) => rangesInRun(match[0], match.index, wanted)).flat())
  const pieces: TextPiece[] = []
  let end = 0
  for (const range of ranges) {
    if (range.start > end) pieces.push({ text: text.slice(end, range.start), term: null })
    pieces.push({ text: text.slice(range.start, range.end), term: range.term })
    end = range.end
  }
  if (end < text.length) pieces.push({ text: text.slice(end), term: null })
  return pieces
}

function rangesInRun(run: string, start: number, terms: readonly TermWeight[]): MarkedRange[] {
  const folded = run.normalize('NFKC').toLowerCase()
  if (!pairedPattern.test(run)) {
    const term = terms.find((candidate) => carriesTerm(folded.normalize('NFD').replace(/\p{M}/gu, ''), candidate.term))
    return term ? [{ start, end: start + run.length, term }] : []
  }
  // Folding may change the length of a run (half-width letters): then there is no telling where in it the term stands.
  const isSameLength = folded.length === run.length
  return terms.flatMap((term) =>
    placesOf(folded, term.term).map((place) =>
      isSameLength ? { start: start + place, end: start + place + term.term.length, term } : { start, end: start + run.length, term },
    ),
  )
}

function placesOf(run: string, term: string): number[] {
  // A single syllable is a term only where it stands alone.
  if (Array.from(term).length === 1) return run === term ? [0] : []
  const places: number[] = []
  for (let place = run.indexOf(term); place >= 0; place = run.indexOf(term, place + 1)) places.push(place)
  return places
}

function carriesTerm(word: string, term: string): boolean {
  if (word === term) return true
  if (term.length < shortestStem) return false
  if (term.endsWith('i') && word === `${term.slice(0, -1)}y`) return true
  if (!word.startsWith(term)) return false
  const rest = word.slice(term.length)
  return endings.test(rest) || (rest.startsWith(term.slice(-1)) && endings.test(rest.slice(1)))
}

function joinOverlapping(ranges: MarkedRange[]): MarkedRange[] {
  const joined: MarkedRange[] = []
  for (const range of ranges.toSorted((left, right) => left.start - right.start || right.end - left.end)) {
    const last = joined.at(-1)
    if (!last || range.start >= last.end) {
      joined.push({ ...range })
      continue
    }
    last.end = Math.max(last.end, range.end)
    if (range.term.weight > last.term.weight) last.term = range.term
  }
  return joined
}
