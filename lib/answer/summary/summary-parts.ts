import type { Answer } from '@/lib/domain/answer'
import type { InterfaceLanguage } from '@/lib/domain/error-catalog'
import type { StoredChunk } from '@/lib/domain/passage'
import type { CheckingParts } from '../checking/claim-checker'
import type { ExtractTerms } from '../quotes/score-units'

/** What is told while a summary is made: `done` of `total` parts are read. The last step is the summary. */
export type SummaryStep = { type: 'progress'; done: number; total: number } | { type: 'end'; answer: Answer; modelName: string | null }

export interface SummaryDependencies {
  /** A document's chunks in order, a page of them at a time, so that a long document is never in memory whole. */
  readChunks: (documentId: string, page: { cursor: number; limit: number }) => Promise<{ chunks: StoredChunk[]; nextCursor: number | null }>
  extractTerms: ExtractTerms
  /** Unit-length vectors of the texts; null where the model does not know their language. */
  embed: (texts: string[], signal?: AbortSignal) => Promise<Float32Array[] | null>
  /** What the sentences that a language model writes are checked with. */
  checking: CheckingParts
}

export interface SummaryRequest {
  documentId: string
  chunkCount: number
  /** The language of what Docent itself, or the model, writes. */
  language: InterfaceLanguage
  signal?: AbortSignal
}

const pageSize = 64

/** All chunks of a document, in order. */
export async function* eachChunk(
  { readChunks }: Pick<SummaryDependencies, 'readChunks'>,
  documentId: string,
  signal?: AbortSignal,
): AsyncGenerator<StoredChunk> {
  for (let cursor: number | null = 0; cursor !== null; ) {
    signal?.throwIfAborted()
    const { chunks, nextCursor }: { chunks: StoredChunk[]; nextCursor: number | null } = await readChunks(documentId, { cursor, limit: pageSize })
    yield* chunks
    cursor = nextCursor
  }
}
