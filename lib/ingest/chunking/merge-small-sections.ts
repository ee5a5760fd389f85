import { merge, type Piece } from './pack-ranges'

export interface SectionChunk extends Piece {
  path: string[]
  level: number | null
  /** Which section it came from. */
  section: number
}

/**
 * Fill below which a section is too small to stand alone: about 20 tokens or 75 characters, a heading with half a sentence.
 * Larger ones stay apart: a section is what its writer kept together, and what a citation names.
 */
const smallestFill = 0.08

/**
 * Joins what is too small to be a chunk with what follows: bare headings with their first subsection, tiny sections with
 * the next one. Never over a top heading (except bare ones), never with a record that has a section of its own.
 */
export function mergeSmallSections(chunks: SectionChunk[], targetFill: number): SectionChunk[] {
  const topLevel = chunks.reduce((top, chunk) => Math.min(top, chunk.level ?? 7), 7)
  const merged: SectionChunk[] = []
  for (const chunk of chunks) {
    const previous = merged.at(-1)
    if (previous !== undefined && canMerge(previous, chunk, topLevel, targetFill)) merged[merged.length - 1] = join(previous, chunk)
    else merged.push(chunk)
  }
  return merged
}

function canMerge(previous: SectionChunk, chunk: SectionChunk, topLevel: number, targetFill: number): boolean {
  if (previous.section === chunk.section || previous.isRecord) return false
  if (previous.isHeading) return previous.fill < targetFill && isBelow(chunk.path, previous.path)
  if (chunk.isRecord || chunk.level === topLevel || previous.fill + chunk.fill > targetFill) return false
  return previous.fill < smallestFill
}

function isBelow(path: string[], ancestor: string[]): boolean {
  return path.length > ancestor.length && ancestor.every((title, index) => path[index] === title)
}

/** A bare heading takes the path of what it heads; two sections keep what their paths have in common. */
function join(previous: SectionChunk, chunk: SectionChunk): SectionChunk {
  const different = previous.path.findIndex((title, index) => chunk.path[index] !== title)
  const common = different === -1 ? previous.path : previous.path.slice(0, different)
  const path = previous.isHeading ? chunk.path : common.length > 0 ? common : previous.path
  return { ...merge([previous, chunk]), path, level: previous.level, section: chunk.section }
}
