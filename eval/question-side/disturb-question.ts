/*
 * Questions as people really type them: spaces left out or set elsewhere in Korean, a slip in each long English word. Which slip depends on the
 * word alone, so that every run measures the same.
 */

export type Disturb = (text: string) => string

const longWord = 6

const asWritten: [string, Disturb] = ['as written', (text) => text]

/** By the script of the questions. */
export const disturbances: Record<'ko' | 'en', ReadonlyArray<[string, Disturb]>> = {
  ko: [
    asWritten,
    ['without any space', (text) => text.replace(/\s+/g, '')],
    ['one space in three moved', moveSomeSpaces],
    ['every space moved, long words cut', moveSpaces],
  ],
  en: [asWritten, ['one slip in each long word', (text) => text.replace(/[A-Za-z]{6,}/g, slip)], ['one slip in the longest word', slipInLongest]],
}

/** Leaves out every third space and cuts every third word in two, as people do who are unsure. */
function moveSomeSpaces(text: string): string {
  return text
    .split(' ')
    .map((word, at) => {
      const cut = at % 3 === 1 && /^[가-힣]{4,}$/.test(word) ? `${word.slice(0, 2)} ${word.slice(2)}` : word
      return at % 3 === 2 ? cut : ` ${cut}`
    })
    .join('')
    .trim()
}

/** Every space moves one syllable on, and each word longer than three syllables is cut in two. */
function moveSpaces(text: string): string {
  return text
    .replace(/([가-힣]) ([가-힣])(?=[가-힣])/g, '$1$2 ')
    .split(' ')
    .map((word) => (/^[가-힣]{4,}$/.test(word) ? `${word.slice(0, 2)} ${word.slice(2)}` : word))
    .join(' ')
}

function slipInLongest(text: string): string {
  const longest = (text.match(/[A-Za-z]+/g) ?? []).reduce((left, right) => (right.length > left.length ? right : left), '')
  return longest.length < longWord ? text : text.replace(longest, slip(longest))
}

/** Leaves out, doubles, swaps or replaces one letter inside the word. */
function slip(word: string): string {
  const code = [...word].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7)
  const at = 1 + (code % (word.length - 2))
  const [before, letter, next, rest] = [word.slice(0, at), word[at] ?? '', word[at + 1] ?? '', word.slice(at + 2)]
  switch ((code >>> 8) % 4) {
    case 0:
      return before + next + rest
    case 1:
      return before + letter + letter + next + rest
    case 2:
      return before + next + letter + rest
    default:
      return `${before}${letter === 'e' ? 'r' : 'e'}${next}${rest}`
  }
}
