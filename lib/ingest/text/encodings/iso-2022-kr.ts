import { decodeKsPair } from './ks-pair'

const shiftOut = 0x0e
const shiftIn = 0x0f
const designation = '\u001b$)C'

export function isIso2022Kr(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4096)).includes(designation, 0, 'latin1')
}

/** ISO-2022-KR (RFC 1557), the seven-bit form of Korean mail: pairs of KS X 1001 between shift-out and shift-in. The web platform dropped it. */
export function decodeIso2022Kr(bytes: Uint8Array): string | null {
  const text = Buffer.from(bytes).toString('latin1').replaceAll(designation, '')
  const characters: string[] = []
  let isShifted = false
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code > 0x7e || code === 0x1b) return null
    if (code === shiftOut || code === shiftIn) isShifted = code === shiftOut
    else if (!isShifted || code <= 0x20) {
      // A line always begins unshifted.
      if (code === 0x0a) isShifted = false
      characters.push(text.charAt(at))
    } else {
      at += 1
      const character = at < text.length ? decodeKsPair(code | 0x80, text.charCodeAt(at) | 0x80) : null
      if (character === null) return null
      characters.push(character)
    }
  }
  return characters.join('')
}
