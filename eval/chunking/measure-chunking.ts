import type { Embedder } from '@/lib/domain/ports/embedder'
import type { TokenCounter } from '@/lib/domain/ports/token-counter'
import type { ChunkingCorpus } from './chunking-data-set'
import type { ChunkingMethod } from './cut-corpus'
import { type RangeScores, scoreRanges } from './range-metrics'
import { nearestVectors } from './rank-chunks'

export interface ChunkingScores extends RangeScores {
  name: string
  readTokens: number
  chunkCount: number
  meanTokens: number
  /** Standard error of the mean recall over the questions. */
  recallError: number
  /** Mean recall of each corpus, in the order they were given. */
  corpusRecall: number[]
}

const chunksRead = 5

/** Cuts and embeds each corpus, asks each question in its own corpus, and takes the mean over all questions. */
export async function measureChunking(
  method: ChunkingMethod,
  corpora: ChunkingCorpus[],
  parts: { embedder: Pick<Embedder, 'embedQuery' | 'embedPassages'>; tokens: TokenCounter },
): Promise<ChunkingScores> {
  const byCorpus: RangeScores[][] = []
  const tokenCounts: number[] = []
  for (const corpus of corpora) {
    const chunks = await method.cut(corpus)
    tokenCounts.push(...chunks.map(({ start, end }) => parts.tokens.count(corpus.text.slice(start, end))))
    const vectors = await parts.embedder.embedPassages(chunks.map(({ embeddingText }) => embeddingText))
    const scores: RangeScores[] = []
    for (const question of corpus.questions) {
      const found = nearestVectors(await parts.embedder.embedQuery(question.text), vectors, chunksRead).flatMap((position) => chunks[position] ?? [])
      scores.push(scoreRanges(found, question.wanted))
    }
    byCorpus.push(scores)
  }
  const all = byCorpus.flat()
  const recalls = all.map(({ recall }) => recall)
  return {
    name: method.name,
    readTokens: method.readTokens,
    chunkCount: tokenCounts.length,
    meanTokens: mean(tokenCounts),
    recall: mean(recalls),
    precision: mean(all.map(({ precision }) => precision)),
    intersectionOverUnion: mean(all.map(({ intersectionOverUnion }) => intersectionOverUnion)),
    recallError: standardError(recalls),
    corpusRecall: byCorpus.map((scores) => mean(scores.map(({ recall }) => recall))),
  }
}

function mean(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

function standardError(values: number[]): number {
  const middle = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)) / Math.max(1, values.length))
}
