import { join } from 'node:path'
import type { Chunk, SparseVector } from '@/lib/domain/chunk'
import type { Embedder } from '@/lib/domain/ports/embedder'
import type { TokenCounter } from '@/lib/domain/ports/token-counter'
import { chunkDocument } from '@/lib/ingest/chunk-document'
import { readers } from '@/lib/ingest/formats/readers'
import type { ModelManifestEntry } from '@/lib/models/model-manifest'
import { encodePassageTerms } from '@/lib/search/encode-lexical'
import { type EvaluationDocument, readDataSet } from '../../data-set'
import { drawSample, seededNumbers } from '../../throughput/seeded-sample'

/** A chunk as the ingest cuts and embeds it to the index. */
export interface BenchChunk {
  documentId: string
  source: string
  chunk: Chunk
  dense: Float32Array
  lexical: SparseVector
}

export interface BenchCorpus {
  chunks: BenchChunk[]
  /** Questions that are asked of the collection, by language. */
  questions: { english: string[]; korean: string[] }
}

interface CorpusParts {
  dataFolder: string
  model: ModelManifestEntry
  tokenizerPath: string
  tokens: TokenCounter
  embedder: Embedder
  questionCount: number
}

const seed = 20_260_402
const documentsPerBatch = 64

/** So many chunks are real; beyond, they are made from these. */
export const realChunks = 10_000

/** Real chunks of SciFact and KorQuAD in one random order, then of NoMIRACL, so that any first part holds both languages. Null where the sets are missing. */
export async function readBenchCorpus(parts: CorpusParts): Promise<BenchCorpus | null> {
  const sets = await Promise.all(['scifact', 'korquad', 'nomiracl_en'].map((name) => readDataSet(join(parts.dataFolder, name), name, null)))
  const [english, korean, more] = sets
  if (!english || !korean || !more) return null
  const next = seededNumbers(seed)
  const documents = [[english, korean], [more]].flatMap((part) => drawSample(part.flatMap(named), Number.POSITIVE_INFINITY, next))
  const chunks: BenchChunk[] = []
  for (let start = 0; start < documents.length && chunks.length < realChunks; start += documentsPerBatch) {
    const batch = await Promise.all(documents.slice(start, start + documentsPerBatch).map((document) => cut(document, parts)))
    chunks.push(...batch.flat())
  }
  const draw = (queries: Array<{ text: string }>) => drawSample(queries, parts.questionCount, next).map(({ text }) => text)
  return { chunks: chunks.slice(0, realChunks), questions: { english: draw(english.queries), korean: draw(korean.queries) } }
}

function named(set: { name: string; documents: EvaluationDocument[] }): EvaluationDocument[] {
  return set.documents.map((document) => ({ ...document, id: `${set.name}-${document.id}` }))
}

async function cut(document: EvaluationDocument, { model, tokenizerPath, tokens, embedder }: CorpusParts): Promise<BenchChunk[]> {
  const source = `${document.id.slice(document.id.indexOf('-') + 1)}.md`
  const heading = document.title === '' ? '' : `# ${document.title}\n\n`
  const normalized = await readers.markdown(new TextEncoder().encode(heading + document.text), {})
  const settings = { maxTokens: model.maxTokens, tokenizerPath, servedLanguages: model.languages }
  const { chunks } = chunkDocument({ document: normalized, source, settings, tokens })
  const vectors = await embedder.embedPassages(chunks.map((chunk) => chunk.embeddingText))
  return chunks.map((chunk, position) => {
    const dense = vectors[position]
    if (dense === undefined) throw new Error('a chunk came back without its vector')
    const lexical = encodePassageTerms(chunk.text, { source, title: normalized.title, headingPath: chunk.headingPath })
    return { documentId: document.id, source, chunk, dense, lexical }
  })
}
