import { canonicalEncoding, decodeStrictly, multiByteEncodings } from './decode-strictly'
import { isPossibleText, misplacedShare } from './plausible-text'
import { mostMisplaced, type Reading, rankReadings } from './rank-readings'

/**
 * The encoding of bytes that are neither marked nor UTF-8, or null where none is certain: a wrong one would be indexed as mojibake.
 *
 * Two witnesses: what the file declares, and what its bytes look like with the declaration hidden. A declaration that decodes
 * without a gap holds unless the bytes speak clearly against it (pages that call EUC-KR `iso-8859-1` are common). Without one the best
 * reading must clearly beat every other that gives a different text.
 *
 * The thresholds were set on 2,242 undeclared fragments of 8 to 1,000 characters in 12 encodings (Korean, Japanese, Chinese, Russian,
 * Hebrew, Hungarian) and then tried on 3,489 others: 4 wrong, each with 24 non-ASCII bytes or fewer, and 439 refused.
 */
export function chooseEncoding(bytes: Uint8Array, declared: string | null): string | null {
  const sample = hideDeclarations(takeSample(bytes))
  const evident = clearReading(rankReadings(sample), sample)
  const named = declared === null ? null : canonicalEncoding(declared)
  const namedText = named === null ? null : decodeStrictly(sample, named)
  if (named === null || namedText === null || !isPossibleText(namedText)) return evident?.encoding ?? null
  if (evident === null || evident.text === namedText) return multiByteEncodings.has(named) || misplacedShare(namedText) <= mostMisplaced ? named : null
  if (evident.confidence >= overrulingConfidence) return evident.encoding
  return multiByteEncodings.has(named) ? named : null
}

/** From here on the bytes are believed against the declaration. */
const overrulingConfidence = 0.4
/** How many times as likely as the next different text. */
const leastLead = 1.5

const latin = /^(?:windows-125[0247]|iso-8859-(?:1|2|15)|macintosh)$/
/** Never preferred to a Windows page, so no rivals of one: hardly any text was ever written in them. */
const seldom = /^(?:iso-8859-(?:3|4|10|13|14|15|16)|macintosh|koi8-u)$/

function clearReading(readings: Reading[], sample: Uint8Array): Reading | null {
  const [best, ...others] = readings
  if (best === undefined) return null
  const evidence = sample.reduce((count, byte) => (byte < 0x80 ? count : count + 1), 0)
  const rival = others.find(({ encoding }) => !seldom.test(encoding))
  const lead = best.confidence / Math.max(rival?.confidence ?? 0, 0.001)
  return lead >= leastLead && best.confidence >= leastConfidence(best.encoding, evidence) ? best : null
}

/** The fewer non-ASCII bytes there are, the surer the detector must be: single-byte pages fit almost any few. */
function leastConfidence(encoding: string, evidence: number): number {
  // Two characters are read as well by several codes.
  if (multiByteEncodings.has(encoding)) return evidence < 6 ? Number.POSITIVE_INFINITY : evidence < 16 ? 0.1 : evidence < 60 ? 0.05 : 0.02
  if (latin.test(encoding)) return evidence < 4 ? 0.4 : 0.05
  return evidence < 24 ? 0.3 : 0.05
}

const sampleBytes = 65_536

/** The whole of a small file; of a large one the lines that have anything to decode. A line break is never part of a character. */
function takeSample(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= sampleBytes) return bytes
  const lines: Uint8Array[] = []
  let length = 0
  for (let start = 0; start < bytes.length && length < sampleBytes; ) {
    const lineBreak = bytes.indexOf(0x0a, start)
    const end = lineBreak === -1 ? bytes.length : lineBreak + 1
    const line = bytes.subarray(start, end)
    if (line.some((byte) => byte >= 0x80)) {
      lines.push(line)
      length += line.length
    }
    start = end
  }
  return Buffer.concat(lines)
}

/** Without this the detector repeats what the file says of itself. */
function hideDeclarations(sample: Uint8Array): Uint8Array {
  const text = Buffer.from(sample).toString('latin1')
  return Buffer.from(
    text.replace(/(charset|encoding)(\s*=\s*["']?\s*)[\w.:-]+/gi, (match) => ' '.repeat(match.length)),
    'latin1',
  )
}
