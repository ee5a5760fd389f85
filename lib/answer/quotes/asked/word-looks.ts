import type { SentenceWord } from './sentence-words'

const prepositions = new Set(
  'of in on at for to from by with as between under over into during since until through against about after before near than like called named'.split(' '),
)
const conjunctions = new Set(['and', 'or', 'but', 'nor'])
const verbsToBe = new Set(['is', 'are', 'was', 'were', 'be', 'been', 'being', 'became', 'become', 'has', 'have', 'had'])
const numberWord =
  /^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty|forty|fifty|sixty|hundreds?|thousands?|millions?|billions?|half|dozen|once|twice|first|second|third|fourth|fifth|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)$/iu
const month = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/i

/** A rough class of a word by its looks alone: no dictionary, no tagger. */
export function looksOf(word: SentenceWord, isFirst: boolean): string {
  const stem = word.text.slice(0, word.stemEnd - word.start)
  const lower = stem.toLowerCase()
  if (/\d/.test(stem)) {
    if (/^(?:1[0-9]|20)\d{2}(?:년)?$/.test(stem)) return 'year'
    if (/[년월일]$/u.test(stem)) return 'date'
    if (/[가-힣]$/u.test(stem)) return 'count'
    return /%$/.test(stem) ? 'percent' : 'digits'
  }
  if (month.test(stem) && /^\p{Lu}/u.test(stem)) return 'month'
  if (numberWord.test(stem)) return 'numberWord'
  if (lower === 'the') return 'the'
  if (lower === 'a' || lower === 'an') return 'a'
  if (prepositions.has(lower)) return 'prep'
  if (conjunctions.has(lower)) return 'conj'
  if (verbsToBe.has(lower)) return 'be'
  if (/[가-힣]/u.test(stem)) return koreanLooks(word, stem)
  if (/^\p{Lu}/u.test(stem)) return isFirst ? 'firstCap' : 'cap'
  if (/ly$/.test(lower)) return 'ly'
  if (/ed$/.test(lower)) return 'ed'
  if (/ing$/.test(lower)) return 'ing'
  return 'low'
}

function koreanLooks(word: SentenceWord, stem: string): string {
  if (
    /(?:했|었|았|였|됐|한다|된다|하는|되는|하여|되어|하고|하며|하면|되고|되며|하기|되기|으며|지만|면서|려고|했던|되었|하였|습니다|[가-힣]다)$/u.test(word.text)
  )
    return 'verb'
  if (/(?:한|된|할|될|인|던|적인|있는|없는|않은|않는|같은|위한|대한|통해|위해|의해|따라|대해)$/u.test(word.text)) return 'adnominal'
  if (/^(?:그|그는|그의|이|이는|또한|또|및|등|그리고|그러나|하지만|당시|이후|때|것|수|중|후|전)$/u.test(stem)) return 'small'
  return stem.length >= 2 && stem.length <= 4 ? 'noun' : stem.length === 1 ? 'syllable' : 'longNoun'
}
