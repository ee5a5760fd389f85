import iconv from 'iconv-lite'
import { decodeIso2022Kr } from './iso-2022-kr'
import { decodeJohab } from './johab'

/**
 * Decodes every byte as the named encoding, or null: bytes that are not of it, or a name nobody knows.
 * Names are read as browsers read them (`gb2312` is GB18030, `euc-kr` all of CP949, `iso-8859-1` Windows-1252).
 * The tables are iconv-lite's: the platform's decoder of Node 20 takes no CP949 beyond EUC-KR and reads 0x80 to 0x9F of
 * Windows-1252 as control characters.
 */
export function decodeStrictly(bytes: Uint8Array, name: string): string | null {
  const encoding = canonicalEncoding(name)
  if (encoding === null) return null
  if (encoding === 'johab') return decodeJohab(bytes)
  if (encoding === 'iso-2022-kr') return decodeIso2022Kr(bytes)
  if (platformEncodings.has(encoding)) return decodeByPlatform(bytes, encoding)
  if (encoding.startsWith('utf-32') && bytes.length % 4 !== 0) return null
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), iconvNames[encoding] ?? encoding)
  return text.includes('\uFFFD') ? null : text
}

/** The one name of an encoding among its many, lower case; null where it is unknown or no encoding of ours. */
export function canonicalEncoding(name: string): string | null {
  const label = name.trim().toLowerCase().replaceAll('_', '-')
  const own = ownNames[label]
  if (own !== undefined) return own
  for (const candidate of [name.trim().toLowerCase(), label]) {
    const encoding = platformName(candidate)
    if (encoding !== null && (platformEncodings.has(encoding) || iconv.encodingExists(iconvNames[encoding] ?? encoding))) return encoding
  }
  return null
}

/** Encodings whose rules most byte sequences break, so that decoding without a gap is evidence by itself. */
export const multiByteEncodings = new Set(['euc-kr', 'johab', 'shift_jis', 'euc-jp', 'big5', 'gbk', 'gb18030', 'iso-2022-jp', 'iso-2022-kr'])

const platformEncodings = new Set(['utf-8', 'utf-16le', 'utf-16be', 'iso-2022-jp'])

/** Names that browsers do not know. */
const ownNames: Record<string, string> = {
  johab: 'johab',
  cp1361: 'johab',
  'ks-c-5601-1992': 'johab',
  'iso-2022-kr': 'iso-2022-kr',
  csiso2022kr: 'iso-2022-kr',
  cp949: 'euc-kr',
  uhc: 'euc-kr',
  cp932: 'shift_jis',
  cp936: 'gb18030',
  cp950: 'big5',
  'utf-32': 'utf-32le',
  'utf-32le': 'utf-32le',
  'utf-32-le': 'utf-32le',
  'utf-32be': 'utf-32be',
  'utf-32-be': 'utf-32be',
  'utf-16-le': 'utf-16le',
  'utf-16-be': 'utf-16be',
}

const iconvNames: Record<string, string> = { 'iso-8859-8-i': 'iso-8859-8', 'x-mac-cyrillic': 'maccyrillic', gbk: 'gb18030', 'euc-kr': 'cp949' }

function platformName(label: string): string | null {
  try {
    return new TextDecoder(label).encoding
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function decodeByPlatform(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}
