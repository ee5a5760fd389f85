/** Greatest share of pairs outside KS X 1001 that Korean text has: a few spellings and loan words need them, running text does not. */
const mostRareShare = 0.05
/** So many are taken in a short text, too: `찿` and `됬` are common misspellings. */
const mostRareOfFew = 2
const commonSyllable = [0xb0, 0xa1] as const

/**
 * The same bytes with every Hangul syllable that only CP949 has replaced by a common one; null where the bytes are no CP949, have no
 * such syllable, or have too many to be Korean. The detector's Korean model judges EUC-KR alone and drops a text for one `펲`.
 */
export function maskRareHangul(bytes: Uint8Array): Uint8Array | null {
  const masked = Uint8Array.from(bytes)
  let pairs = 0
  let rare = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) continue
    const trail = bytes[at + 1] ?? 0
    if (lead < 0x81 || lead === 0xff || !isTrail(trail)) return null
    pairs += 1
    if (lead < 0xa1 || trail < 0xa1) {
      rare += 1
      masked.set(commonSyllable, at)
    }
    at += 1
  }
  return rare === 0 || rare > Math.max(mostRareOfFew, pairs * mostRareShare) ? null : masked
}

function isTrail(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x81 && byte <= 0xfe)
}
