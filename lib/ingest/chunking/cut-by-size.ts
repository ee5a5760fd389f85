import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import type { ChunkMeasure } from './chunk-measure'
import type { CutRange } from './cut-by-structure'
import { merge, type Piece } from './pack-ranges'
import { piecesOf } from './section-pieces'
import { type Section, splitSections } from './split-sections'

/** A chunk is ended at a paragraph or line before its end only where at least this share of it stays: a full chunk is what was asked for. */
const leastShare = 0.6

/**
 * By size alone, as most systems do: chunks as full as `limit` allows, ended at the last paragraph that is not too far back, else at the
 * last line, else at the last sentence. Headings, lists and changes of subject play no part, but a chunk still names the headings
 * it begins under.
 */
export function cutBySize({ text, blocks }: NormalizedDocument, measure: ChunkMeasure, limit: number): CutRange[] {
  const pieces = blocks.flatMap((block) => piecesOf(text, block, block.kind, measure, limit))
  const sections = splitSections(text, blocks)
  const chunks: CutRange[] = []
  let section = 0
  for (let first = 0; first < pieces.length; ) {
    const end = endOfChunk(text, pieces, first, limit)
    const { start, end: last } = merge(pieces.slice(first, end))
    while (startOf(sections[section + 1]) <= start) section += 1
    chunks.push({ start, end: last, path: sections[section]?.path ?? [] })
    first = end
  }
  return chunks
}

/** The index after the last piece of the chunk that begins with `first`. */
function endOfChunk(text: string, pieces: Piece[], first: number, limit: number): number {
  let fill = 0
  let end = first
  const ends: { end: number; fill: number; rank: number }[] = []
  for (let piece = pieces[end]; piece !== undefined && (end === first || fill + piece.fill <= limit); piece = pieces[end]) {
    fill += piece.fill
    end += 1
    ends.push({ end, fill, rank: rankOfCut(text, piece, pieces[end]) })
  }
  if (end === pieces.length) return end
  const inReach = ends.filter((cut) => cut.fill >= fill * leastShare)
  return inReach.reduce((best, cut) => (cut.rank >= best.rank ? cut : best)).end
}

function rankOfCut(text: string, before: Piece, after: Piece | undefined): number {
  if (after === undefined || after.startsBlock) return 2
  return text.slice(before.end, after.start).includes('\n') ? 1 : 0
}

function startOf(section: Section | undefined): number {
  return section?.blocks[0]?.start ?? Number.POSITIVE_INFINITY
}
