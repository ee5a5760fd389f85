import type { LanguageCode } from './language'
import type { PageBreak } from './page/page-at'

/**
 * How a document is cut.
 * - `topics`: along its structure, and where the subject changes
 * - `even`: along its structure, into parts of even size
 * - `plain`: by size alone, at paragraph, line and sentence ends, as most systems do
 */
export const chunkStrategies = ['topics', 'even', 'plain'] as const
export type ChunkStrategy = (typeof chunkStrategies)[number]

/** How a collection's documents are cut. `maxTokens` null: the most the embedding model reads. */
export interface CollectionChunking {
  strategy: ChunkStrategy
  maxTokens: number | null
}

/** A piece of one document: what is embedded, found and quoted. */
export interface Chunk {
  /** Position in the document, from 0. */
  index: number
  /** Exactly `document.text.slice(start, end)`. */
  text: string
  start: number
  end: number
  /** Page of the first character, from 1; null for formats without pages. */
  page: number | null
  /** The pages after that one which begin inside the chunk, in order; empty for most chunks. */
  pageBreaks: PageBreak[]
  headingPath: string[]
  language: LanguageCode
  /** What the embedder reads: title and heading path before the text. Never shown, never quoted. */
  embeddingText: string
  /** sha256 of `embeddingText`, lower-case hex. */
  contentHash: string
  /** Tokens of `embeddingText` by the embedder's own tokenizer, special tokens included. */
  tokenCount: number
}

/** `indices` are distinct unsigned 32-bit integers; `values` positive. Same length. */
export interface SparseVector {
  indices: number[]
  values: number[]
}

/** A chunk with its vectors, ready to be written to the index. */
export interface IndexedChunk {
  chunk: Chunk
  dense: Float32Array
  lexical: SparseVector
}
