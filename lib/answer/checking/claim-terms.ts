import type { ExtractTerms } from '../quotes/score-units'

/** Pairs of syllables that end a Korean sentence or hang on a word, whatever it says. */
const emptyPairs = new Set(
  '니다 습니 입니 합니 됩니 했습 었습 았습 였습 있습 이에 에요 어요 아요 예요 세요 이다 했다 었다 았다 한다 된다 하는 하고 에서 으로 에게 까지 부터'.split(' '),
)

/** What of a sentence is compared by words: its terms without numbers, which are compared by value, and without the endings of Korean. */
export function claimTerms(text: string, extractTerms: ExtractTerms): string[] {
  return extractTerms(text).filter((term) => !/\d/.test(term) && !emptyPairs.has(term))
}
