import type { TextRange } from '@/components/viewer/document-content'

/** A chunk's place in the text; chunks come in their order and may overlap by sentences. */
export interface ChunkRange extends TextRange {
  chunkIndex: number
}

/** A stretch of text that lies in the same chunks throughout. */
export interface CutSpan extends TextRange {
  /** The chunks it lies in, in order; none where the text is in no chunk, two where chunks overlap. */
  chunks: number[]
  /** The chunk that begins with this stretch, null when none does. */
  begins: number | null
}

/** Divides a piece of the text by the chunks that lie on it. Every character of the piece is in exactly one span. */
export function cutSpans(piece: TextRange, chunks: ChunkRange[]): CutSpan[] {
  const touching = chunks.filter(({ start, end }) => start < piece.end && end > piece.start)
  const edges = new Set([piece.start, piece.end])
  for (const { start, end } of touching) {
    if (start > piece.start) edges.add(start)
    if (end < piece.end) edges.add(end)
  }
  const sorted = [...edges].sort((left, right) => left - right)
  return sorted.slice(0, -1).map((start, position) => {
    const end = sorted[position + 1] ?? piece.end
    const over = touching.filter((chunk) => chunk.start < end && chunk.end > start)
    const first = over.find((chunk) => chunk.start === start || (start === piece.start && chunk.start > piece.start - 1 && chunk.start <= start))
    return { start, end, chunks: over.map(({ chunkIndex }) => chunkIndex), begins: first?.chunkIndex ?? null }
  })
}
