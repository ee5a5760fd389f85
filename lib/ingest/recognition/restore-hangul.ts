import { hangul, type RecognisedLine, type RecognisedWord } from './recognised-line'

/**
 * Reading Korean and English together, tesseract takes some Korean words for English ones ("메뉴를" as "HFS", "공사를" as
 * "SAE"); reading Korean alone, it has no Latin letters. So the page is read both ways, and a Latin word or a doubtful number that
 * shares a line with Hangul gives way to the Korean reading of the same place where that one is surer.
 * Measured on rendered pages of a Korean statute, 4-grams found of those that are there, circled numbers included, which neither
 * reads: .918 with both languages at once, .941 with Korean alone, .930 this way, which also reads English (.989 on a manual's page).
 */

/** The Korean reading of a place where Latin stands has 5 to 60, of one where Hangul stands 65 to 97. */
const sureReading = 65
/** Numbers are read alike both ways; those taken for Hangul stay below. */
const doubtfulNumber = 80

export function restoreHangul(lines: RecognisedLine[], koreanLines: RecognisedLine[]): RecognisedLine[] {
  const korean = koreanLines.flatMap(({ words }) => words)
  return lines.map((line) => (line.words.some(isDoubtful) && isKorean(line) ? { ...line, words: restoreLine(line.words, korean) } : line))
}

export function needsKoreanReading(lines: RecognisedLine[]): boolean {
  return lines.some((line) => isKorean(line) && line.words.some(isDoubtful))
}

function isKorean(line: RecognisedLine): boolean {
  return line.words.some((word) => hangul.test(word.text))
}

function isDoubtful({ text, confidence }: RecognisedWord): boolean {
  return !hangul.test(text) && (/\p{Script=Latin}/u.test(text) || (/\d/.test(text) && confidence < doubtfulNumber))
}

function restoreLine(words: RecognisedWord[], korean: RecognisedWord[]): RecognisedWord[] {
  const readings = new Map<RecognisedWord, RecognisedWord[]>(words.map((word) => [word, []]))
  for (const candidate of korean) {
    const place = closest(candidate, words)
    if (place !== undefined) readings.get(place)?.push(candidate)
  }
  return words.flatMap((word) => {
    const [first, ...rest] = readings.get(word) ?? []
    if (first === undefined || !isDoubtful(word) || !isSurer([first, ...rest], word)) return [word]
    return [{ ...first, followsSpace: word.followsSpace }, ...rest]
  })
}

/** The word that a candidate covers most of, if it stands on the same line. */
function closest(candidate: RecognisedWord, words: RecognisedWord[]): RecognisedWord | undefined {
  let best: RecognisedWord | undefined
  let most = 0
  for (const word of words) {
    const height = Math.min(word.y + word.height, candidate.y + candidate.height) - Math.max(word.y, candidate.y)
    const width = Math.min(word.x + word.width, candidate.x + candidate.width) - Math.max(word.x, candidate.x)
    if (height > candidate.height / 2 && width > most) {
      best = word
      most = width
    }
  }
  return best
}

function isSurer(readings: RecognisedWord[], word: RecognisedWord): boolean {
  const letters = readings.reduce((sum, { text }) => sum + text.length, 0)
  const confidence = readings.reduce((sum, reading) => sum + reading.confidence * reading.text.length, 0) / letters
  return readings.some(({ text }) => hangul.test(text)) && confidence >= sureReading && confidence > word.confidence
}
