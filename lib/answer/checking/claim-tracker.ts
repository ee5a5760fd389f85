import { type Claim, firstLine, isTelling, type LineState, sentencesOfLine, stateAfter } from './claim-sentences'

/*
 * Follows an answer as it streams: says which sentences have ended, and puts a mark behind those that have none. What has been passed on is
 * never changed: the signs that may end a sentence wait until the next piece shows whether a mark follows them, and nothing else does.
 */

export interface TrackerOptions {
  /** The number of the passage that a sentence without a mark rests on; null when there is none. Must not take long: the text waits for it. */
  findSource: (sentence: string) => number | null
  /** Lines that are Docent's own words and claim nothing. */
  isOwnLine: (line: string) => boolean
}

/** What a piece brought: text to pass on, and the claims that it ended, as ranges of all text so far. */
export interface Tracked {
  text: string
  claims: Claim[]
}

/** What may still be followed by a mark of the same sentence. */
const openEnd = /(?:[.!?。！？…]+[*_"”’)]*)?[\s|]*$/u

export class ClaimTracker {
  /** All that was passed on. */
  text = ''
  private line = ''
  /** How much of the line was passed on, and up to where its claims have ended. */
  private passed = 0
  private ended = 0
  private state: LineState = firstLine

  constructor(private readonly options: TrackerOptions) {}

  push(piece: string): Tracked {
    const lines = piece.split('\n')
    const tracked = lines.map((part, index) => this.grow(part, index < lines.length - 1))
    return { text: tracked.map(({ text }) => text).join(''), claims: tracked.flatMap(({ claims }) => claims) }
  }

  finish(): Tracked {
    return this.take(this.endClaims(true), this.line.length)
  }

  private grow(part: string, isWhole: boolean): Tracked {
    this.line += part
    const claims = this.endClaims(isWhole)
    if (!isWhole) return this.take(claims, this.line.length - (openEnd.exec(this.line)?.[0].length ?? 0))
    this.line += '\n'
    const tracked = this.take(claims, this.line.length)
    this.state = stateAfter(this.line, this.state)
    this.line = ''
    this.passed = 0
    this.ended = 0
    return tracked
  }

  private take(claims: Claim[], end: number): Tracked {
    const text = this.line.slice(this.passed, end)
    this.passed = Math.max(this.passed, end)
    this.text += text
    return { text, claims }
  }

  /** The claims of the line that have ended since, marks put in; the last one only when the line is whole. */
  private endClaims(isWhole: boolean): Claim[] {
    if (this.options.isOwnLine(this.line)) return []
    const ended: Claim[] = []
    for (;;) {
      const open = sentencesOfLine(this.line, this.state).filter(({ start }) => start >= this.ended)
      const claim = open[0]
      if (claim === undefined || (open.length === 1 && !isWhole)) return ended
      const isClaim = isTelling(this.line, claim)
      const marked = isClaim ? this.addMark(claim) : claim
      this.ended = marked.end
      if (!isClaim) continue
      const lineStart = this.text.length - this.passed
      ended.push({ ...marked, start: lineStart + marked.start, end: lineStart + marked.end })
    }
  }

  private addMark(claim: Claim): Claim {
    if (claim.marks.length > 0) return claim
    const sentence = this.line.slice(claim.start, claim.end)
    const stop = claim.end - (/[.!?。！？…]+$/u.exec(sentence)?.[0].length ?? 0)
    const place = stop >= this.passed ? stop : claim.end
    const number = place >= this.passed ? this.options.findSource(sentence) : null
    if (number === null) return claim
    const mark = ` [${number}]`
    this.line = this.line.slice(0, place) + mark + this.line.slice(place)
    return { start: claim.start, end: claim.end + mark.length, marks: [number] }
  }
}
