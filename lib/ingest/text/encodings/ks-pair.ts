import iconv from 'iconv-lite'

/** The character of a two-byte code of KS X 1001, as EUC-KR writes it; null where there is none. */
export function decodeKsPair(lead: number, trail: number): string | null {
  const known = characters.get((lead << 8) | trail)
  if (known !== undefined) return known
  const decoded = iconv.decode(Buffer.from([lead, trail]), 'euc-kr')
  const character = decoded.length === 1 && decoded !== '\uFFFD' ? decoded : null
  characters.set((lead << 8) | trail, character)
  return character
}

/** Decoding two bytes at a time is slow; a text uses few of the 8,836 pairs. */
const characters = new Map<number, string | null>()
