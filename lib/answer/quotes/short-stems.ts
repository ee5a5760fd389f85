/*
 * Korean words of one syllable with a particle or an ending: 물을, 닫아, 심어. The pairs that Korean text is searched by tie such
 * a word to that one ending, so 닫아 would never meet 닫는다. For these words alone the first syllable is compared at the
 * beginning of words.
 */

const shortWord = /(?<![가-힣])([가-힣])(?:[은는이가을를에의로와과도만아어여])?(?![가-힣])/gu
const wordBeginning = /(?<![가-힣])[가-힣]/gu

/** Term to stem, for the terms of a question that are such words. */
export function shortStems(subject: string): Map<string, string> {
  return new Map(Array.from(subject.matchAll(shortWord), ([word, stem = word]) => [word, stem]))
}

/** First syllables of the Korean words of `text`. */
export function wordBeginnings(text: string): Set<string> {
  return new Set(Array.from(text.matchAll(wordBeginning), ([syllable]) => syllable))
}
