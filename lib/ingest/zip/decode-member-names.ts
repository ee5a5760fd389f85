import iconv from 'iconv-lite'
import { type Entry, getFileNameLowLevel } from 'yauzl'
import { textEncoding } from '../text/decode-text'
import { decodeStrictly } from '../text/encodings/decode-strictly'

type NamedEntry = Pick<Entry, 'fileNameRaw' | 'generalPurposeBitFlag' | 'extraFields'>

const utf8Flag = 0x0800
const unicodePathField = 0x7075
/** Common Korean syllables have both bytes from 0xA1 on; of names in Western code pages, two such letters in a row are rare. */
const koreanShare = 0.8

/**
 * The names of an archive's members. The format knows UTF-8, marked as such, and CP437; programs write whatever their system
 * uses: Windows in Korea CP949, macOS UTF-8 unmarked. All unmarked names together tell which it is; single names are too short.
 * A wrong guess costs a label, never text.
 */
export function decodeMemberNames(entries: NamedEntry[]): string[] {
  const decode = legacyDecoder(entries.filter((entry) => !isMarked(entry)).map((entry) => entry.fileNameRaw))
  return entries.map((entry) =>
    isMarked(entry) ? getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false) : decode(entry.fileNameRaw),
  )
}

function isMarked({ generalPurposeBitFlag, extraFields }: NamedEntry): boolean {
  return (generalPurposeBitFlag & utf8Flag) !== 0 || extraFields.some(({ id }) => id === unicodePathField)
}

function legacyDecoder(names: Buffer[]): (name: Buffer) => string {
  const all = Buffer.concat(names.flatMap((name) => [name, Buffer.from('\n')]))
  if (decodeStrictly(all, 'utf-8') !== null) return (name) => name.toString('utf8')
  const encoding = isKorean(all) ? 'euc-kr' : textEncoding(all, null)
  return (name) => (encoding === null ? null : decodeStrictly(name, encoding)) ?? iconv.decode(name, 'cp437')
}

function isKorean(bytes: Buffer): boolean {
  if (decodeStrictly(bytes, 'euc-kr') === null) return false
  let pairs = 0
  let common = 0
  for (let index = 0; index < bytes.length; index += 1) {
    const lead = bytes[index] ?? 0
    if (lead < 0x81) continue
    pairs += 1
    index += 1
    if (lead >= 0xa1 && (bytes[index] ?? 0) >= 0xa1) common += 1
  }
  return common >= pairs * koreanShare
}
