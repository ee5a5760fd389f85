/** Share of the words of both that are in both. 「The fee is 3 euros.」 in two versions of a page, one with a word more, is one sentence. */
const sameWords = 0.8

/** Two wordings of one sentence. Never where a number differs: then they say different things. */
export function isNearlySame(left: string, right: string): boolean {
  const [leftNumbers, rightNumbers] = [left, right].map((text) => (text.match(/\d+(?:[.,]\d+)*/g) ?? []).join(' '))
  if (leftNumbers !== rightNumbers) return false
  const [leftWords, rightWords] = [wordsOf(left), wordsOf(right)]
  const shared = [...leftWords].filter((word) => rightWords.has(word)).length
  const all = leftWords.size + rightWords.size - shared
  return all > 0 && shared / all >= sameWords
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
}
