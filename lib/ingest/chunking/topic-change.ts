/**
 * How much the text goes on about the same thing over each border between pieces, after Hearst's TextTiling (1997): the words just before
 * and just after it are compared, rare ones counting more. It needs no model, so it costs nothing beside embedding. Rejected: comparing
 * embeddings of the two sides; see the figures in `chunk-document.ts`.
 */

/** Letters of a word that are compared: endings (`-s`, `-ing`, `-ed`) fall away. */
const stemLength = 6
const spacelessRun = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/u

export interface WeighedText {
  text: string
  /** How far this piece reaches towards the window's end. */
  fill: number
}

/** For every piece the likeness, 0 to 1, of the text before it and the text from it on; `windowFill` is what is read on each side. The first is 0. */
export function measureContinuity(pieces: WeighedText[], windowFill: number): number[] {
  const words = pieces.map(({ text }) => topicWords(text))
  const rarity = measureRarity(words)
  return pieces.map((_, border) => {
    if (border === 0) return 0
    const before = weighWords(words.slice(windowStart(pieces, border, windowFill), border), rarity)
    const after = weighWords(words.slice(border, windowEnd(pieces, border, windowFill)), rarity)
    return likeness(before, after)
  })
}

/** Words in small letters, cut to a stem; Korean, Chinese and Japanese as pairs of characters, since particles are glued to their words. */
function topicWords(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) => (spacelessRun.test(word) ? characterPairs(word) : [word.slice(0, stemLength)]))
}

function characterPairs(word: string): string[] {
  return word.length < 3 ? [word] : Array.from({ length: word.length - 1 }, (_, start) => word.slice(start, start + 2))
}

/** ln(pieces / pieces with the word): zero for what stands everywhere, so no list of stop words is needed. */
function measureRarity(pieces: string[][]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const words of pieces) for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return new Map(Array.from(counts, ([word, count]) => [word, Math.log(pieces.length / count)]))
}

function windowStart(pieces: WeighedText[], border: number, windowFill: number): number {
  let start = border
  for (let fill = 0; start > 0 && fill < windowFill; fill += pieces[start]?.fill ?? 0) start -= 1
  return start
}

function windowEnd(pieces: WeighedText[], border: number, windowFill: number): number {
  let end = border
  for (let fill = 0; end < pieces.length && fill < windowFill; end += 1) fill += pieces[end]?.fill ?? 0
  return end
}

function weighWords(pieces: string[][], rarity: Map<string, number>): Map<string, number> {
  const weights = new Map<string, number>()
  for (const word of pieces.flat()) weights.set(word, (weights.get(word) ?? 0) + (rarity.get(word) ?? 0))
  return weights
}

/** The cosine. */
function likeness(one: Map<string, number>, other: Map<string, number>): number {
  let product = 0
  for (const [word, weight] of one) product += weight * (other.get(word) ?? 0)
  return product === 0 ? 0 : product / (lengthOf(one) * lengthOf(other))
}

function lengthOf(weights: Map<string, number>): number {
  return Math.sqrt(Array.from(weights.values()).reduce((sum, weight) => sum + weight * weight, 0))
}
