/**
 * How much of a known text was found: of all sequences of four letters (those of the language's own script, so that
 * spaces, digits, punctuation and line breaks do not count), each as often as it occurs, the share that was found (recall), and
 * the share of what was found that is in the known text (precision).
 */
export interface SequenceScore {
  recall: number
  precision: number
  /** Runs of letters of the known text that were not found, longest first. */
  missing: string[]
}

const length = 4
const listed = 60
const otherThanLetters: Record<string, RegExp> = {
  ko: /[^\p{Script=Hangul}]/gu,
  ja: /[^\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/gu,
}

export function compareSequences(found: string, truth: string, language: string): SequenceScore {
  const foundCounts = countSequences(lettersOf(found, language))
  const truthLetters = lettersOf(truth, language)
  const truthCounts = countSequences(truthLetters)
  const shared = [...foundCounts].reduce((sum, [sequence, count]) => sum + Math.min(count, truthCounts.get(sequence) ?? 0), 0)
  return {
    recall: shared / Math.max(1, total(truthCounts)),
    precision: shared / Math.max(1, total(foundCounts)),
    missing: missingPassages(truthLetters, foundCounts),
  }
}

function lettersOf(text: string, language: string): string {
  return text.toLowerCase().replace(otherThanLetters[language] ?? /[^a-z]/g, '')
}

function countSequences(letters: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (let index = 0; index + length <= letters.length; index += 1) {
    const sequence = letters.slice(index, index + length)
    counts.set(sequence, (counts.get(sequence) ?? 0) + 1)
  }
  return counts
}

function total(counts: Map<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

function missingPassages(letters: string, found: Map<string, number>): string[] {
  const left = new Map(found)
  const passages: string[] = []
  let start: number | null = null
  for (let index = 0; index + length <= letters.length; index += 1) {
    const sequence = letters.slice(index, index + length)
    const count = left.get(sequence) ?? 0
    left.set(sequence, count - 1)
    if (count > 0) {
      if (start !== null) passages.push(letters.slice(start, index - 1 + length))
      start = null
    } else start ??= index
  }
  return passages.sort((a, b) => b.length - a.length).slice(0, listed)
}
