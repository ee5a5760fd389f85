import { detectAll } from 'jschardet'
import { canonicalEncoding, decodeStrictly, multiByteEncodings } from './decode-strictly'
import { isPossibleText, misplacedShare } from './plausible-text'
import { maskRareHangul } from './rare-hangul'

/** One way to read the bytes: what it gives, and how sure the detector is, 0 to 1. */
export interface Reading {
  encoding: string
  text: string
  confidence: number
}

/** Share of misplaced characters from which a single-byte reading is dropped: right ones of the measured fragments stay under .07. */
export const mostMisplaced = 0.1
const readingsKept = 4
/** The detector also lists the hardly likely; trying them all costs more than the detection. */
const proposalsTried = 16

/**
 * Readings of a sample, most likely first, each a different text. The statistics are jschardet's (version 4, which has models for
 * Johab and all Windows pages); what it proposes counts only if it decodes without a gap and can be text at all.
 */
export function rankReadings(sample: Uint8Array): Reading[] {
  const masked = maskRareHangul(sample)
  const proposals = [...propose(sample), ...(masked === null ? [] : propose(masked).filter(({ encoding }) => encoding === 'euc-kr'))]
  const readings: Reading[] = []
  const likely = proposals.sort((left, right) => right.confidence - left.confidence).slice(0, proposalsTried)
  for (const { encoding, confidence } of likely) {
    const text = decodeStrictly(sample, encoding)
    if (text === null || readings.some((reading) => reading.text === text)) continue
    if (!isPossibleText(text) || (!multiByteEncodings.has(encoding) && misplacedShare(text) > mostMisplaced)) continue
    readings.push({ encoding, text, confidence })
    if (readings.length === readingsKept) break
  }
  return readings
}

function propose(bytes: Uint8Array): { encoding: string; confidence: number }[] {
  return detectAll(bytes, { minimumThreshold: 0 }).flatMap(({ encoding, confidence }) => {
    const canonical = encoding === null ? null : canonicalEncoding(encoding)
    return canonical === null ? [] : [{ encoding: canonical, confidence }]
  })
}
