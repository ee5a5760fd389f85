import type { StoredChunk } from '@/lib/domain/passage'
import type { VectorCollections } from '@/lib/domain/ports/stores/vector-collections'
import type { ModelChangeEstimate } from '@/lib/domain/retrieval/model-change'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { loadTokenCounter } from '@/lib/models/huggingface-token-counter'
import type { OpenModel } from '../active-model'

/** Enough for a mean that the next sample would hardly move, and a second of work for a small model. */
const sampledChunks = 48
const measuredTogether = 4
const measuringMilliseconds = 4_000

const bytesPerNumber = 4

/**
 * What filling a collection with the candidate's vectors would take: from the number of chunks, and a sample of them that is counted with
 * the candidate's tokenizer and embedded, for a few seconds at most. The text alone is measured, without the titles above it.
 */
export async function estimateChange(
  parts: { collections: VectorCollections; active: OpenModel; candidate: OpenModel },
  scope: WorkspaceScope,
): Promise<Omit<ModelChangeEstimate, 'memoryBytes'>> {
  const { collections, active, candidate } = parts
  const { model } = candidate
  const [chunks, sample] = await Promise.all([active.index.count(scope), collections.sampleChunks(active.model, scope, sampledChunks)])
  const counter = await loadTokenCounter(candidate.tokenizerPath)
  const lengths = sample.map(({ text }) => counter.count(text) + counter.specialTokens)
  const read = lengths.map((length) => Math.min(length, model.maxTokens))
  const longer = sample.filter(({ language }, index) => model.languages.includes(language) && (lengths[index] ?? 0) > model.maxTokens).length
  const secondsPerChunk = await measureSpeed(candidate, sample)
  const perSampled = sample.length === 0 ? 0 : chunks / sample.length
  return {
    toModelId: model.id,
    chunks,
    tokens: Math.round(read.reduce((sum, length) => sum + length, 0) * perSampled),
    seconds: Math.ceil(secondsPerChunk * chunks),
    bytes: chunks * model.dimensions * bytesPerNumber,
    longerChunks: Math.round(longer * perSampled),
  }
}

async function measureSpeed({ embedder }: OpenModel, sample: StoredChunk[]): Promise<number> {
  await embedder.ready()
  const startedAt = performance.now()
  let done = 0
  while (done < sample.length && performance.now() - startedAt < measuringMilliseconds) {
    const texts = sample.slice(done, done + measuredTogether).map(({ text }) => text)
    await embedder.embedPassages(texts)
    done += texts.length
  }
  return done === 0 ? 0 : (performance.now() - startedAt) / 1000 / done
}
