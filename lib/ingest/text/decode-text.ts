import { AppError } from '@/lib/domain/app-error'

/**
 * Turns the bytes of a text file into text, or refuses with undecodable_text. Wrong characters would be searched for
 * and quoted as if they were the document's, so nothing is ever decoded with replacements.
 * Order: byte order mark, then UTF-8, then the encoding the file itself declares (HTML), each strict.
 */
export function decodeText(bytes: Uint8Array, declaredEncoding: string | null = null): string {
  const marked = byteOrderMarkEncoding(bytes)
  if (marked !== null) return decodeStrictly(bytes, marked) ?? refuse(marked)
  const utf8 = decodeStrictly(bytes, 'utf-8')
  if (utf8 !== null && !utf8.includes('\0')) return utf8
  const declared = declaredEncoding === null || utf8 !== null ? null : decodeStrictly(bytes, declaredEncoding)
  return declared ?? refuse('utf-8')
}

/** The encoding an HTML page names in its first 2,048 bytes, or null. */
export function declaredHtmlEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1')
  const name = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? /^\s*<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1]
  return name?.toLowerCase() ?? null
}

export function byteOrderMarkEncoding(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    // TypeError: bytes that are not of this encoding; RangeError: an encoding name nobody knows.
    if (error instanceof TypeError || error instanceof RangeError) return null
    throw error
  }
}

function refuse(encoding: string): never {
  throw new AppError('undecodable_text', `The bytes are not clean ${encoding}`)
}
