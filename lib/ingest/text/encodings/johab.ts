import { decodeKsPair } from './ks-pair'

/**
 * Johab, the combination code of KS X 1001 annex 3 that Korean DOS programs wrote: 15 bits hold initial, vowel and final of a
 * syllable, so Unicode's own order gives it by arithmetic; symbols and Hanja are the pairs of KS X 1001 in other places.
 * Neither the platform nor iconv-lite knows it.
 */
export function decodeJohab(bytes: Uint8Array): string | null {
  const characters: string[] = []
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) {
      characters.push(String.fromCharCode(lead))
      continue
    }
    at += 1
    const trail = bytes[at]
    const character = trail === undefined ? null : lead < 0xd4 ? decodeSyllable((lead << 8) | trail) : decodeSymbol(lead, trail)
    if (character === null) return null
    characters.push(character)
  }
  return characters.join('')
}

const initials = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const vowels = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'
const finals = 'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'

function decodeSyllable(code: number): string | null {
  const initial = initialIndex((code >> 10) & 31)
  const vowel = vowelIndex((code >> 5) & 31)
  const final = finalIndex(code & 31)
  if (initial === null || vowel === null || final === null) return null
  if (initial >= 0 && vowel >= 0) return String.fromCharCode(0xac00 + (initial * 21 + vowel) * 28 + final)
  // A part on its own stands for the letter; all three empty, or other pairs, are no character.
  if (initial >= 0 && final === 0) return initials[initial] ?? null
  if (initial < 0 && vowel >= 0 && final === 0) return vowels[vowel] ?? null
  return initial < 0 && vowel < 0 && final > 0 ? (finals[final - 1] ?? null) : null
}

/** -1 for the filling code "no part here", null for a code that means nothing. */
function initialIndex(code: number): number | null {
  return code >= 1 && code <= 20 ? code - 2 : null
}

function vowelIndex(code: number): number | null {
  if (code === 2) return -1
  if (code < 3 || code > 29 || code % 8 < 2) return null
  return code - 3 - 2 * Math.floor(code / 8)
}

function finalIndex(code: number): number | null {
  if (code < 1 || code > 29 || code === 18) return null
  return code < 18 ? code - 1 : code - 2
}

const columns = 94

/** Symbols lie at 0xD9 to 0xDE, Hanja at 0xE0 to 0xF9, two rows of KS X 1001 to each lead byte. */
function decodeSymbol(lead: number, trail: number): string | null {
  const firstRow = lead >= 0xd9 && lead <= 0xde ? 1 + (lead - 0xd9) * 2 : lead >= 0xe0 && lead <= 0xf9 ? 42 + (lead - 0xe0) * 2 : null
  const place = trail >= 0x31 && trail <= 0x7e ? trail - 0x31 : trail >= 0x91 && trail <= 0xfe ? trail - 0x91 + 78 : null
  if (firstRow === null || place === null) return null
  return decodeKsPair(0xa0 + firstRow + Math.floor(place / columns), 0xa1 + (place % columns))
}
