import { decodeStrictly } from './decode-strictly'
import { isPossibleText } from './plausible-text'

const sampleBytes = 65_536
const encodings = ['utf-32le', 'utf-32be', 'utf-16le', 'utf-16be'] as const
/** Least share of white space, digits and basic punctuation; every written language has more. */
const fewestCommon = 0.01

/**
 * UTF-16 or UTF-32 without a byte order mark, or null. Only where the zero bytes of ASCII characters are there to be seen, and
 * exactly one of the four readings is text: in the wrong order a space is U+2000 and a line break U+0A00.
 */
export function detectUnmarkedUnicode(bytes: Uint8Array): (typeof encodings)[number] | null {
  const sample = bytes.subarray(0, Math.min(bytes.length, sampleBytes) & ~3)
  if (sample.length < 8 || !sample.includes(0)) return null
  const fitting = encodings.filter((encoding) => readsAsText(sample, encoding))
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}

function readsAsText(sample: Uint8Array, encoding: string): boolean {
  // The sample may end inside a surrogate pair.
  const text = decodeStrictly(sample, encoding) ?? decodeStrictly(sample.subarray(0, -2), encoding)
  if (text === null || text.includes('\0') || !isPossibleText(text)) return false
  const common = text.match(/[\s0-9.,:;!?"'()<>-]/g)?.length ?? 0
  return common >= Math.max(1, text.length * fewestCommon)
}
