import type { TextRange } from './find-records'

/** A piece of text that is kept whole while packing. `fill` is its share of a full chunk. */
export interface Piece extends TextRange {
  fill: number
  /** A record stands alone in its chunk. */
  isRecord: boolean
  isHeading: boolean
}

/** `limit` is the fill no chunk exceeds, `target` the fill aimed at where a section needs several. */
export interface PackingSize {
  limit: number
  target: number
}

/**
 * Packs the pieces of one section into chunks. A section that fits into one is one. Else the number of chunks follows from the target, and they are filled evenly: filling
 * each to the brim leaves a scrap at the end of every section that embeds badly and is found for no good reason.
 */
export function packRanges(pieces: Piece[], size: PackingSize): Piece[] {
  const chunks: Piece[] = []
  let run: Piece[] = []
  for (const piece of pieces) {
    if (!piece.isRecord) {
      run.push(piece)
      continue
    }
    // A heading right before a record goes with it: alone it would be a chunk that says nothing.
    if (run.length > 0 && run.every((other) => other.isHeading)) chunks.push(merge([...run, piece]))
    else chunks.push(...packEvenly(run, size), piece)
    run = []
  }
  return [...chunks, ...packEvenly(run, size)]
}

function packEvenly(pieces: Piece[], size: PackingSize): Piece[] {
  const total = sumFill(pieces)
  const aim = total <= size.limit ? total : total / Math.ceil(total / size.target)
  const chunks: Piece[][] = []
  for (const piece of pieces) {
    const current = chunks.at(-1)
    const fill = current === undefined ? 0 : sumFill(current)
    const isHeadingOnly = current?.every((other) => other.isHeading) ?? false
    if (current !== undefined && (isHeadingOnly || (fill + piece.fill <= size.limit && fill + piece.fill / 2 <= aim))) current.push(piece)
    else chunks.push([piece])
  }
  return chunks.map(merge)
}

export function merge(pieces: Piece[]): Piece {
  return {
    start: pieces[0]?.start ?? 0,
    end: pieces.at(-1)?.end ?? 0,
    fill: sumFill(pieces),
    isRecord: pieces.some((piece) => piece.isRecord),
    isHeading: pieces.every((piece) => piece.isHeading),
  }
}

function sumFill(pieces: Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.fill, 0)
}
