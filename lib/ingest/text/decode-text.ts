import { AppError } from '@/lib/domain/app-error'
import { chooseEncoding } from './encodings/choose-encoding'
import { declaredEncoding } from './encodings/declared-encoding'
import { canonicalEncoding, decodeStrictly } from './encodings/decode-strictly'
import { isIso2022Kr } from './encodings/iso-2022-kr'
import { isPossibleText } from './encodings/plausible-text'
import { detectUnmarkedUnicode } from './encodings/unmarked-unicode'

/**
 * Turns the bytes of a text file into text, or refuses with undecodable_text. Wrong characters would be searched for
 * and quoted as if they were the document's, so nothing is ever decoded with replacements, and no guess is taken.
 * Order, each strict: byte order mark; UTF-16 and UTF-32 without one; seven-bit Korean and Japanese; UTF-8; then the encoding that
 * the file's declaration and its bytes agree on (`chooseEncoding`). `declared` is what a wrapper says of the bytes (a mail's header).
 */
export function decodeText(bytes: Uint8Array, declared: string | null = declaredEncoding(bytes)): string {
  const encoding = textEncoding(bytes, declared)
  const text = encoding === null ? null : decodeStrictly(bytes, encoding)
  if (text === null) throw new AppError('undecodable_text', 'No encoding fits the bytes with certainty')
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

/** The canonical name of the encoding, or null where it is not certain. */
export function textEncoding(bytes: Uint8Array, declared: string | null = declaredEncoding(bytes)): string | null {
  const marked = byteOrderMarkEncoding(bytes)
  if (marked !== null) return marked
  const unmarked = detectUnmarkedUnicode(bytes)
  if (unmarked !== null) return unmarked
  if (isIso2022Kr(bytes)) return 'iso-2022-kr'
  if (isIso2022Jp(bytes)) return 'iso-2022-jp'
  if (isSevenBitUnknown(bytes, declared)) return null
  const utf8 = decodeStrictly(bytes, 'utf-8')
  if (utf8 !== null) return utf8.includes('\0') ? null : 'utf-8'
  return chooseEncoding(bytes, declared)
}

/** The encoding that an HTML page or an XML file names at its beginning, or null. */
export function declaredHtmlEncoding(bytes: Uint8Array): string | null {
  return declaredEncoding(bytes)
}

export function byteOrderMarkEncoding(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be' | null {
  const [first, second, third, fourth] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return 'utf-32be'
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? 'utf-32le' : 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return null
}

/** Bytes that are text in a Unicode form with two or four bytes to a character, marked or not. `head` may be cut anywhere. */
export function isWideUnicode(head: Uint8Array): boolean {
  const text = decodeWideUnicode(head)
  return text !== null && isPossibleText(text) && !text.includes('\0')
}

/** Good enough to look for ASCII marks at the beginning of a file; the readers decode strictly. */
export function decodeLoosely(head: Uint8Array): string {
  return decodeWideUnicode(head) ?? new TextDecoder('utf-8').decode(head)
}

function decodeWideUnicode(head: Uint8Array): string | null {
  const encoding = byteOrderMarkEncoding(head) ?? detectUnmarkedUnicode(head)
  if (encoding === null || encoding === 'utf-8') return null
  const unit = encoding.startsWith('utf-32') ? 4 : 2
  const whole = head.subarray(0, head.length - (head.length % unit))
  return decodeStrictly(whole, encoding) ?? decodeStrictly(whole.subarray(0, -unit), encoding)
}

function isIso2022Jp(bytes: Uint8Array): boolean {
  const firstEscape = bytes.indexOf(0x1b)
  if (firstEscape === -1) return false
  const head = Buffer.from(bytes.subarray(firstEscape, firstEscape + 65_536)).toString('latin1')
  return /^\u001b(?:\$[@B]|\(J)/m.test(head)
}

/** Seven-bit codes that would pass as ASCII though they are none: HZ and UTF-7, where the file says so or shows it. */
function isSevenBitUnknown(bytes: Uint8Array, declared: string | null): boolean {
  if (bytes.subarray(0, 65_536).some((byte) => byte >= 0x80)) return false
  if (/^(?:hz-gb-2312|utf-7|iso-2022-cn.*)$/i.test(declared ?? '') && canonicalEncoding(declared ?? '') === null) return true
  const head = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1')
  return /~\{(?:[\x21-\x77][\x21-\x7e]){2,}~\}/.test(head)
}
