import { pageAt } from '@/lib/domain/page/page-at'
import type { StoredChunk } from '@/lib/domain/passage'
import { quotableUnits } from '../quotes/quotable-units'
import type { ExtractTerms } from '../quotes/score-units'
import { eachChunk, type SummaryDependencies, type SummaryRequest } from './summary-parts'

/*
 * The sentences of a document that say most of what it is about, as they stand there. Two walks over all chunks: the first counts
 * in how many sentences each term occurs, the second weighs every sentence by its terms (the mean of the logarithms of those
 * counts: SumBasic's idea, without its favour for long sentences) and keeps the best of each section. From these the summary is
 * drawn one by one: centrality, less what is said already, less what comes from a section that has spoken. Where the embedding model knows
 * the language, nearness in meaning to all that was kept counts as well, and likeness is likeness in meaning.
 * Rejected: a graph of all sentences (LexRank), which needs all pairs in memory.
 */

/** A sentence of the document and the chunk it stands in. */
export interface CentralSentence {
  chunk: StoredChunk
  start: number
  end: number
  page: number | null
  text: string
}

interface Candidate extends CentralSentence {
  order: number
  section: string
  terms: Set<string>
  weight: number
}

/** Shorter ones say too little alone, longer ones are lists and tables run together. In letters as wide as Latin ones. */
const shortestSentence = 40
const longestSentence = 420
const keptOfSection = 4
const mostCandidates = 120
/** Terms counted at most; the rarest are forgotten in between. */
const mostTerms = 100_000
/** What the first sentence of a section is favoured by: it says what the section is about. */
const leadBonus = 0.15
const redundancyCost = 0.7
/** From this likeness on two sentences say the same. */
const sameSaying = 0.95
const sameSectionCost = 0.12

export async function centralSentences(
  dependencies: SummaryDependencies,
  request: SummaryRequest,
  { count, onProgress }: { count: number; onProgress?: (done: number) => void },
): Promise<CentralSentence[]> {
  const counts = await countTerms(dependencies, request, onProgress)
  const candidates = await bestOfSections(dependencies, request, counts, onProgress)
  const vectors =
    candidates.length > count
      ? await dependencies.embed(
          candidates.map(({ text }) => text),
          request.signal,
        )
      : null
  // A summary that says half of what there is would be no summary.
  const chosen = drawSentences(candidates, vectors, Math.min(count, Math.max(1, Math.round(candidates.length / 2))))
  return chosen.sort((left, right) => left.order - right.order)
}

async function countTerms(
  dependencies: SummaryDependencies,
  { documentId, signal }: SummaryRequest,
  onProgress?: (done: number) => void,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  let done = 0
  for await (const chunk of eachChunk(dependencies, documentId, signal)) {
    for (const unit of quotableUnits(chunk)) {
      for (const term of new Set(dependencies.extractTerms(chunk.text.slice(unit.start, unit.end)))) counts.set(term, (counts.get(term) ?? 0) + 1)
    }
    if (counts.size > mostTerms) for (const [term, held] of counts) if (held === 1) counts.delete(term)
    done += 1
    onProgress?.(done)
  }
  return counts
}

async function bestOfSections(
  dependencies: SummaryDependencies,
  { documentId, chunkCount, signal }: SummaryRequest,
  counts: Map<string, number>,
  onProgress?: (done: number) => void,
): Promise<Candidate[]> {
  const sections = new Map<string, Candidate[]>()
  let order = 0
  for await (const chunk of eachChunk(dependencies, documentId, signal)) {
    const section = chunk.headingPath.slice(0, 2).join(' › ')
    for (const candidate of candidatesOf(chunk, section, dependencies.extractTerms, counts)) {
      const kept = sections.get(section) ?? []
      if (kept.length === 0) candidate.weight += leadBonus
      kept.push({ ...candidate, order })
      kept.sort((left, right) => right.weight - left.weight)
      sections.set(section, kept.slice(0, sections.size === 1 ? mostCandidates : keptOfSection))
      order += 1
    }
    onProgress?.(chunkCount + chunk.chunkIndex + 1)
    if (sections.size > mostCandidates * 2) dropWeakest(sections)
  }
  return [...sections.values()]
    .flat()
    .sort((left, right) => right.weight - left.weight)
    .slice(0, mostCandidates)
}

function dropWeakest(sections: Map<string, Candidate[]>): void {
  const ranked = [...sections].sort(([, left], [, right]) => (right[0]?.weight ?? 0) - (left[0]?.weight ?? 0))
  for (const [section] of ranked.slice(mostCandidates)) sections.delete(section)
}

function candidatesOf(chunk: StoredChunk, section: string, extractTerms: ExtractTerms, counts: Map<string, number>): Omit<Candidate, 'order'>[] {
  return quotableUnits(chunk).flatMap((unit) => {
    const text = chunk.text.slice(unit.start, unit.end)
    const width = text.length + (text.match(/[\u1100-\u11FF\u3040-\u9FFF\uAC00-\uD7A3]/gu)?.length ?? 0)
    const isWhole = /[.!?。…다요]["'”’)\]]*$/u.test(text.trim())
    if (unit.kind !== 'sentence' || !isWhole || width < shortestSentence || width > longestSentence) return []
    const terms = new Set(extractTerms(text))
    if (terms.size < 4) return []
    const weight = [...terms].reduce((sum, term) => sum + Math.log(1 + (counts.get(term) ?? 1)), 0) / terms.size
    const start = chunk.start + unit.start
    return [{ chunk, section, text, terms, weight, start, end: chunk.start + unit.end, page: pageAt(chunk, start) }]
  })
}

function drawSentences(candidates: Candidate[], vectors: Float32Array[] | null, count: number): Candidate[] {
  const highest = Math.max(...candidates.map(({ weight }) => weight), Number.EPSILON)
  const centre = vectors === null ? null : meanOf(vectors)
  const centrality = candidates.map(({ weight }, index) => {
    const vector = vectors?.[index]
    return centre === null || vector === undefined ? weight / highest : (weight / highest + dot(vector, centre) / (norm(centre) || 1)) / 2
  })
  const likeness = (left: number, right: number) => {
    const [first, second] = [vectors?.[left], vectors?.[right]]
    if (first !== undefined && second !== undefined) return dot(first, second)
    return overlap(candidates[left]?.terms ?? new Set(), candidates[right]?.terms ?? new Set())
  }
  const chosen: number[] = []
  while (chosen.length < Math.min(count, candidates.length)) {
    let best = -1
    let bestScore = Number.NEGATIVE_INFINITY
    for (const [index, candidate] of candidates.entries()) {
      if (chosen.includes(index)) continue
      const said = Math.max(0, ...chosen.map((other) => likeness(index, other)))
      if (said > sameSaying) continue
      const spoken = chosen.filter((other) => candidates[other]?.section === candidate.section).length
      const score = (centrality[index] ?? 0) - redundancyCost * said - sameSectionCost * spoken
      if (score > bestScore) [best, bestScore] = [index, score]
    }
    if (best === -1) break
    chosen.push(best)
  }
  return chosen.flatMap((index) => candidates[index] ?? [])
}

function overlap(left: Set<string>, right: Set<string>): number {
  const shared = [...left].filter((term) => right.has(term)).length
  return shared / Math.max(1, Math.min(left.size, right.size))
}

function meanOf(vectors: Float32Array[]): Float32Array {
  const mean = new Float32Array(vectors[0]?.length ?? 0)
  for (const vector of vectors) for (const [index, value] of vector.entries()) mean[index] = (mean[index] ?? 0) + value / vectors.length
  return mean
}

function dot(left: Float32Array, right: Float32Array): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0)
}

function norm(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector))
}
