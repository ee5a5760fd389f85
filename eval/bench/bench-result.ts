import type { Stage, StageLatencies } from './measure-latency'
import type { Recall } from './measure-recall'
import type { ServerFootprint } from './server-footprint'

/** One size of the collection, measured. */
export interface SizeResult {
  chunks: number
  latencies: StageLatencies
  recall: Recall
  footprint: ServerFootprint
  /** From the first write at all until this size was loaded, and from then until nothing was left to index. */
  loadSeconds: number
  indexSeconds: number
  segments: number
  /** What the collection's settings have come to at this size. */
  settings: string
}

export interface BenchResult {
  date: string
  modelId: string
  serverVersion: string
  cores: number
  questions: number
  realChunks: number
  sizes: SizeResult[]
}

export const stageNames: Record<Stage, string> = {
  embed: 'Embedding the question',
  terms: 'Terms of the question',
  dense: 'Qdrant, dense alone',
  lexical: 'Qdrant, lexical alone',
  hybrid: 'Qdrant, hybrid in one request',
  search: 'Whole search, English',
  korean: 'Whole search, Korean',
  answer: 'First text of an answer made of quotes, English',
  koreanAnswer: 'The same, Korean',
}

/** At 100,000 chunks, and the memory at a million. */
export const benchBars = { chunks: 100_000, hybridP95: 60, recall: 0.98, largestChunks: 1_000_000, largestBytes: 8 * 1024 ** 3 }

/** A sentence for each bar that is missed; empty when all that were measured hold. */
export function missedBars(result: BenchResult): string[] {
  const missed: string[] = []
  const bar = result.sizes.find(({ chunks }) => chunks === benchBars.chunks)
  if (bar && bar.latencies.hybrid.p95 > benchBars.hybridP95) {
    missed.push(`hybrid p95 is ${bar.latencies.hybrid.p95.toFixed(1)} ms at ${benchBars.chunks} chunks, the bar ${benchBars.hybridP95}`)
  }
  if (bar && bar.recall.hybrid < benchBars.recall)
    missed.push(`recall@10 is ${bar.recall.hybrid.toFixed(3)} at ${benchBars.chunks} chunks, the bar ${benchBars.recall}`)
  const largest = result.sizes.find(({ chunks }) => chunks === benchBars.largestChunks)
  if (largest && largest.footprint.peak > benchBars.largestBytes) missed.push(`Qdrant took more than 8 GB at ${benchBars.largestChunks} chunks`)
  return missed
}
