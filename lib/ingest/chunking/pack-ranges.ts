import type { TextRange } from './find-records'
import { measureContinuity } from './topic-change'

/** A piece of text that is kept whole while packing. `fill` is its share of a full chunk. */
export interface Piece extends TextRange {
  fill: number
  /** A record stands alone in its chunk. */
  isRecord: boolean
  isHeading: boolean
  /** False for a sentence after the first of its block. */
  startsBlock: boolean
}

/** How a section that needs several chunks is packed. */
export interface Packing {
  /** The fill no chunk exceeds. */
  limit: number
  /** The fill aimed at. */
  target: number
  /** Whether a change of subject draws the cuts; else they lie where the sizes come out even. */
  followsTopics: boolean
}

/** Fill compared on each side of a border: about 60 tokens. In the measurement of `chunk-document.ts` 25 to 75 were alike (recall .939 to .956), 100 was worse (.924). */
const windowFill = 0.23
/** Likeness from which on a text surely goes on. */
const fullLikeness = 0.25
/** What a cut inside a paragraph costs beside what it parts. */
const cutInsideBlock = 0.3
/** What a cut costs where the text surely goes on, in the currency of size: 1 is a chunk of twice the target. */
const cutWeight = 2
/** More than any sum of the others in reach: a heading goes with what follows. */
const cutAfterHeading = 100

/**
 * Packs the pieces of one section into chunks. A section that fits into one is one. Else it is cut where its subject changes, near the target size.
 */
export function packRanges(text: string, pieces: Piece[], packing: Packing): Piece[] {
  const chunks: Piece[] = []
  let run: Piece[] = []
  for (const piece of pieces) {
    if (!piece.isRecord) {
      run.push(piece)
      continue
    }
    // A heading right before a record goes with it: alone it would be a chunk that says nothing.
    if (run.length > 0 && run.every((other) => other.isHeading)) chunks.push(merge([...run, piece]))
    else chunks.push(...packRun(text, run, packing), piece)
    run = []
  }
  return [...chunks, ...packRun(text, run, packing)]
}

function packRun(text: string, pieces: Piece[], packing: Packing): Piece[] {
  if (pieces.length === 0) return []
  if (sumFill(pieces) <= packing.limit) return [merge(pieces)]
  const starts = cheapestStarts(pieces, costsOfCuts(text, pieces, packing.followsTopics), packing)
  return starts.map((start, index) => merge(pieces.slice(start, starts[index + 1])))
}

/** What it costs to begin a chunk with each piece. */
function costsOfCuts(text: string, pieces: Piece[], followsTopics: boolean): number[] {
  const weighed = followsTopics ? pieces.map(({ start, end, fill }) => ({ text: text.slice(start, end), fill })) : []
  const continuity = measureContinuity(weighed, windowFill)
  return pieces.map((piece, index) => {
    if (index === 0) return 0
    if (pieces[index - 1]?.isHeading) return cutAfterHeading
    return cutWeight * (Math.min(1, (continuity[index] ?? 0) / fullLikeness) + (piece.startsBlock ? 0 : cutInsideBlock))
  })
}

/**
 * The first pieces of the chunks whose cuts and sizes together cost least; a size costs the square of its distance from the target, in targets.
 * Dynamic programming over the last chunk's first piece: exact, and linear since a chunk holds few pieces.
 */
function cheapestStarts(pieces: Piece[], cutCosts: number[], { limit, target }: Packing): number[] {
  const best: Array<{ cost: number; start: number }> = [{ cost: 0, start: 0 }]
  for (let end = 1; end <= pieces.length; end += 1) {
    let cheapest = { cost: Number.POSITIVE_INFINITY, start: end - 1 }
    let fill = 0
    for (let start = end - 1; start >= 0; start -= 1) {
      fill += pieces[start]?.fill ?? 0
      if (fill > limit && start < end - 1 && !pieces[start]?.isHeading) break
      const cost = (best[start]?.cost ?? 0) + (cutCosts[start] ?? 0) + (fill / target - 1) ** 2
      if (cost < cheapest.cost) cheapest = { cost, start }
    }
    best.push(cheapest)
  }
  const starts: number[] = []
  for (let end = pieces.length; end > 0; end = starts[0] ?? 0) starts.unshift(best[end]?.start ?? 0)
  return starts
}

export function merge(pieces: Piece[]): Piece {
  return {
    start: pieces[0]?.start ?? 0,
    end: pieces.at(-1)?.end ?? 0,
    fill: sumFill(pieces),
    isRecord: pieces.some((piece) => piece.isRecord),
    isHeading: pieces.every((piece) => piece.isHeading),
    startsBlock: pieces[0]?.startsBlock ?? true,
  }
}

function sumFill(pieces: Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.fill, 0)
}
