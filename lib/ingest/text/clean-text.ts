/**
 * Makes text from any file safe to store, compare and show: NFC, no control, invisible or bidirectional-override
 * characters (they break matching and can hide instructions in plain sight), all kinds of space as one kind.
 */

/** Soft hyphen, zero-width space and word joiners, direction marks and overrides, BOM, interlinear and tag characters. */
const invisible = /\u034F|[\u00AD\u061C\u115F\u1160\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]|[\u{E0000}-\u{E0FFF}]/gu
/** Joiners carry meaning in Indic and Arabic scripts and inside emoji, nowhere else. */
const strayJoiner =
  /(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Malayalam}\p{Script=Sinhala}\p{Extended_Pictographic}\p{M}])[\u200C\u200D]/gu
const control = /[\u0000-\u0008\u000B\u000E-\u001F\u007F-\u0084\u0086-\u009F]/g

/** For code: characters are cleaned, spaces and line structure stay. */
export function cleanCode(text: string): string {
  return toPlainCharacters(text)
    .replace(/[^\S\n]+$/gm, '')
    .replace(/^\n+|\n+$/g, '')
}

/** For prose: also one space for any run of spaces, no spaces at line ends, at most one empty line, trimmed. */
export function cleanProse(text: string): string {
  return toPlainCharacters(text)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** For headings, list items and table cells: prose on one line. */
export function cleanLine(text: string): string {
  return cleanProse(text).replace(/\s*\n\s*/g, ' ')
}

function toPlainCharacters(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/\r\n?|[\u0085\u2028\u2029\f]/g, '\n')
    .replace(control, '')
    .replace(invisible, '')
    .replace(strayJoiner, '')
    .replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g, ' ')
    .normalize('NFC')
}

const dropped = new RegExp(`^(?:[\\s\\u0085]|[\\u200C\\u200D]|${invisible.source}|${control.source})$`, 'u')

/** Whether a character may be missing from cleaned text: any space (runs become one), what is invisible, controls, joiners. */
export function isDroppedInCleaning(character: string): boolean {
  return dropped.test(character)
}

/** Eight in a row carry a letter in bits; a flag or a joined emoji has fewer. */
const smuggledRun = /[\u{E0000}-\u{E0FFF}]{8,}|[\u200B-\u200F\u2060-\u2064\uFEFF]{8,}/gu

/** Invisible characters in runs so long that they carry a message of their own. Cleaning drops them like all others. */
export function countSmuggled(text: string): number {
  let count = 0
  for (const [run] of text.matchAll(smuggledRun)) count += Array.from(run).length
  return count
}
