/** The shortest beginning two words must share to be forms of one name: America, American. */
const shortestBeginning = 4

/** Words of a source, folded, in reading order, and its letters without spaces. */
export interface SourceWords {
  words: string[]
  known: ReadonlySet<string>
  letters: string
}

export function foldWords(text: string): SourceWords {
  const folded = foldName(text)
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? []
  return { words, known: new Set(words), letters: words.join('') }
}

/** Whether the name's last word, and most of its words, stand in the source in some form. */
export function holdsName(name: string, source: SourceWords): boolean {
  const folded = foldName(name)
  const letters = folded.replace(/[^\p{L}\p{N}]/gu, '')
  if (letters.length >= shortestBeginning && source.letters.includes(letters)) return true
  if (isAcronym(name) && hasInitials(letters, source.words)) return true
  const words = (folded.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 1 || /\p{N}/u.test(word))
  const found = words.map((word) => holdsWord(word, source))
  return found.at(-1) !== false && found.filter(Boolean).length * 2 >= words.length
}

function holdsWord(word: string, { known, words }: SourceWords): boolean {
  if (known.has(word)) return true
  if (/\p{N}/u.test(word) || word.length < shortestBeginning) return words.some((other) => /[가-힣]/u.test(word) && other.startsWith(word))
  const beginning = word.slice(0, Math.max(shortestBeginning, word.length - 3))
  return words.some((other) => other.startsWith(beginning) && Math.abs(other.length - word.length) <= 4)
}

function isAcronym(name: string): boolean {
  return /^\p{Lu}{2,6}s?$/u.test(name)
}

function hasInitials(letters: string, words: string[]): boolean {
  const telling = words.filter((word) => !['of', 'the', 'and', 'for', 'in'].includes(word))
  const initials = telling.map((word) => word.charAt(0)).join('')
  return initials.includes(letters.replace(/s$/u, '')) || initials.includes(letters)
}

function foldName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]s\b/gu, '')
}
