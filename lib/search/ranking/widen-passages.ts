import type { PageBreak } from '@/lib/domain/page/page-at'
import type { Passage, StoredChunk } from '@/lib/domain/passage'
import type { ChunkRange } from '@/lib/domain/ports/vector-index'

/*
 * Gives each passage what stands around it, for a language model to read: the chunks before and after it, as long as they stand under
 * the same heading or under its parent, one by one in turn, the best passage first, up to a budget of tokens for all. The model
 * then sees the sentence before "this fee" and the rows above a total, and may cite them: a widened passage is still one exact
 * range of the document's normalized text.
 *
 * A chunk is given once: what was found itself stays a passage of its own, and a neighbour of two goes to the better one. So nothing
 * is read twice, and the sources keep their numbers. One request to the index for all passages.
 */

export interface WideningLimits {
  /** Of all passages together, by the embedder's count. */
  tokens: number
  /** Chunks on either side. */
  reach: number
}

export const standardWidening: WideningLimits = { tokens: 3_600, reach: 3 }

/** Chunks stand apart by blank lines and list marks; what is further apart is not one text. */
const widestGap = 200

/** In the same order and number. Those without neighbours come back as they are. Errors: those of `readRanges`. */
export async function widenPassages(
  passages: Passage[],
  readRanges: (ranges: ChunkRange[]) => Promise<StoredChunk[]>,
  limits: WideningLimits = standardWidening,
): Promise<Passage[]> {
  const budget = limits.tokens - passages.reduce((sum, { tokenCount }) => sum + tokenCount, 0)
  if (budget <= 0 || passages.length === 0) return passages
  const chunks = new Map<string, StoredChunk>()
  for (const chunk of await readRanges(joinRanges(passages, limits.reach))) chunks.set(keyOf(chunk, chunk.chunkIndex), chunk)
  const taken = new Set(passages.map((passage) => keyOf(passage, passage.chunkIndex)))
  const runs = passages.map((passage): StoredChunk[] => [passage])
  const neighbours = { chunks, taken, left: budget }
  // Round by round, so that the best passage does not use up everything with its fourth neighbour.
  for (let round = 0; round < limits.reach; round += 1) for (const run of runs) growRun(run, neighbours)
  return passages.map((passage, rank) => joinRun(passage, runs[rank] ?? [passage]))
}

interface Neighbours {
  chunks: ReadonlyMap<string, StoredChunk>
  taken: Set<string>
  left: number
}

/** What comes after is taken first: a passage more often ends too early than it begins too late. */
function growRun(run: StoredChunk[], neighbours: Neighbours): void {
  const [first, last] = [run[0], run.at(-1)]
  if (first === undefined || last === undefined) return
  const after = takeNeighbour(last, last.chunkIndex + 1, neighbours)
  if (after) run.push(after)
  const before = takeNeighbour(first, first.chunkIndex - 1, neighbours)
  if (before) run.unshift(before)
}

function takeNeighbour(edge: StoredChunk, chunkIndex: number, neighbours: Neighbours): StoredChunk | null {
  const key = keyOf(edge, chunkIndex)
  const chunk = neighbours.chunks.get(key)
  if (chunk === undefined || neighbours.taken.has(key) || chunk.tokenCount > neighbours.left) return null
  const gap = chunkIndex > edge.chunkIndex ? chunk.start - edge.end : edge.start - chunk.end
  if (gap < 0 || gap > widestGap || !isUnderSameHeading(edge, chunk)) return null
  neighbours.taken.add(key)
  neighbours.left -= chunk.tokenCount
  return chunk
}

/** The same section, or one beside it or under it; in a document without headings everything is one section. */
function isUnderSameHeading(edge: StoredChunk, chunk: StoredChunk): boolean {
  const parent = edge.headingPath.slice(0, -1)
  const isRoot = parent.length === 0 && edge.headingPath.length > 0
  if (isRoot) return chunk.headingPath[0] === edge.headingPath[0]
  return parent.every((heading, depth) => chunk.headingPath[depth] === heading)
}

function joinRun(passage: Passage, run: StoredChunk[]): Passage {
  const [first, last] = [run[0], run.at(-1)]
  if (first === undefined || last === undefined || run.length === 1) return passage
  let text = ''
  for (const chunk of run) {
    // Between two chunks stands white space; as many line ends keep every offset of the text exact.
    text += '\n'.repeat(chunk.start - first.start - text.length) + chunk.text
  }
  return { ...passage, text, start: first.start, end: last.end, page: first.page, pageBreaks: joinPageBreaks(run) }
}

function joinPageBreaks(run: StoredChunk[]): PageBreak[] {
  const breaks: PageBreak[] = []
  let page = run[0]?.page ?? null
  for (const chunk of run) {
    if (chunk.page !== null && chunk.page !== page) breaks.push({ page: chunk.page, start: chunk.start })
    breaks.push(...chunk.pageBreaks)
    page = chunk.pageBreaks.at(-1)?.page ?? chunk.page
  }
  return breaks
}

/** Ranges of one document that touch become one, so that the request stays small. */
function joinRanges(passages: Passage[], reach: number): ChunkRange[] {
  const wanted = passages.map(({ documentId, version, chunkIndex }) => ({
    documentId,
    version,
    from: Math.max(0, chunkIndex - reach),
    until: chunkIndex + reach,
  }))
  wanted.sort((left, right) => left.documentId.localeCompare(right.documentId) || left.version - right.version || left.from - right.from)
  const joined: ChunkRange[] = []
  for (const range of wanted) {
    const last = joined.at(-1)
    if (last && last.documentId === range.documentId && last.version === range.version && range.from <= last.until + 1)
      last.until = Math.max(last.until, range.until)
    else joined.push(range)
  }
  return joined
}

function keyOf({ documentId, version }: Pick<StoredChunk, 'documentId' | 'version'>, chunkIndex: number): string {
  return `${documentId} ${version} ${chunkIndex}`
}
