/** Characters that no text has: replacement, control characters of the second block, unassigned code points, halves of pairs. */
const impossible = /\uFFFD|[\u0080-\u009F]|\p{Cn}|\p{Cs}/u
/** Control characters of the first block but white space, form feed, escape and the DOS end-of-file mark. */
const controls = /[\u0000-\u0008\u000B\u000E-\u0019\u001C-\u001F\u007F]/g
const privateUse = /\p{Co}/gu

/** Share of characters that may be control or private-use ones: documents of DOS programs and with user-defined Hanja have some. */
const tolerated = 0.01

/** False where a decoding cannot be what was written, whatever its language. It does not tell languages apart. */
export function isPossibleText(text: string): boolean {
  if (impossible.test(text)) return false
  const strange = (text.match(controls)?.length ?? 0) + (text.match(privateUse)?.length ?? 0)
  return strange <= text.length * tolerated
}

/**
 * Share of the non-ASCII characters that stand where no writer puts them: a symbol inside a word, a capital after a small letter,
 * letters of two scripts side by side. That is how a wrong single-byte decoding looks (`gehÃ¶rt`, `caf‚`).
 */
export function misplacedShare(text: string): number {
  const foreign = text.match(/[^\u0000-\u007F]/gu)?.length ?? 0
  if (foreign === 0) return 0
  return misplacements.reduce((sum, pattern) => sum + (text.match(pattern)?.length ?? 0), 0) / foreign
}

const otherAlphabets = String.raw`[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}]`

const misplacements = [
  /(?<=\p{L})[^\u0000-\u007F\p{L}\p{M}\p{N}’‘·‧・–—…”“«»\u00A0\u00AD](?=\p{L})/gu,
  /(?<=\p{Ll})(?![A-Z])\p{Lu}/gu,
  /(?<=\p{Ll})[‚„ª¤](?!\s)|¤(?=\p{L})/gu,
  // Accented letters stand among plain ones; two alone are halves of a wider character.
  /(?<![A-Za-z])[À-ÿ]{2,}(?![A-Za-z])|(?<=[À-ÿ])[¢-©¬®-¶¸-º¼-¾]|[¢-©¬®-¶¸-º¼-¾](?=[À-ÿ])|[¡-©¬-¶¸-º¼-¾]{2}|¡@/g,
  new RegExp(`(?<=[A-Za-z])${otherAlphabets}|${otherAlphabets}(?=[A-Za-z])`, 'gu'),
]
