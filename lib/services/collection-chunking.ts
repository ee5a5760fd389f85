import { AppError } from '@/lib/domain/app-error'
import { type ChunkStrategy, type CollectionChunking, chunkStrategies } from '@/lib/domain/chunk'
import type { DocumentRecord } from '@/lib/domain/document'
import type { EmbeddingModel } from '@/lib/domain/embedding-model'
import type { ChunkingSettings } from '@/lib/domain/ports/document-parser'
import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { CollectionStore } from '@/lib/domain/ports/stores/collection-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { defaultMaxCharacters } from '@/lib/ingest/chunking/chunk-measure'
import type { DocumentFeed } from '@/lib/jobs/document-feed'

export interface CollectionChunkingParts {
  collections: CollectionStore
  documents: Pick<DocumentStore, 'recut'>
  model: EmbeddingModel
  tokenizerPath: string
  feed: DocumentFeed
  wakeRunner: () => void
}

export interface ChunkingDescription extends CollectionChunking {
  limits: { min: number; max: number }
  strategies: readonly ChunkStrategy[]
  /** Ready documents that were cut with other settings. */
  outdated: number
}

/** Below this a chunk is hardly a sentence with its headings. */
export const smallestChunkTokens = 64

/**
 * How a collection is cut, and cutting anew. A change queues every ready document that was cut otherwise as a new version: the
 * old one answers until the new one is complete, and chunks that stay the same keep their vectors.
 */
export class CollectionChunkingService {
  constructor(
    private readonly parts: CollectionChunkingParts,
    private readonly scope: WorkspaceScope,
  ) {}

  /** What a document is cut with whose turn has come. */
  async readSettings(): Promise<ChunkingSettings> {
    const { collections, model, tokenizerPath } = this.parts
    const { strategy, maxTokens: chosen } = await collections.readChunking(this.scope)
    const maxTokens = Math.min(chosen ?? model.maxTokens, model.maxTokens)
    // What is measured in characters grows and shrinks alike.
    const maxCharacters = Math.round((defaultMaxCharacters * maxTokens) / model.maxTokens)
    return { strategy, maxTokens, maxCharacters, tokenizerPath, servedLanguages: model.languages }
  }

  async describe(): Promise<ChunkingDescription> {
    const { collections, model } = this.parts
    const [chunking, outdated] = await Promise.all([collections.readChunking(this.scope), collections.countCutOtherwise(this.scope)])
    return { ...chunking, limits: { min: smallestChunkTokens, max: model.maxTokens }, strategies: chunkStrategies, outdated }
  }

  /** Returns how many documents were queued. Errors: invalid_request outside the limits. */
  async change({ strategy, maxTokens }: CollectionChunking): Promise<number> {
    const { collections, model, feed, wakeRunner } = this.parts
    if (maxTokens !== null && (maxTokens < smallestChunkTokens || maxTokens > model.maxTokens))
      throw new AppError('invalid_request', `max_tokens: must be from ${smallestChunkTokens} to ${model.maxTokens}`)
    const queued = await collections.changeChunking(this.scope, { strategy, maxTokens: maxTokens === model.maxTokens ? null : maxTokens })
    for (const document of queued) feed.publish({ type: 'document-changed', document })
    wakeRunner()
    return queued.length
  }

  /** Cuts one document anew with the present settings. Errors: not_found, conflict when it is not ready. */
  async recut(id: string): Promise<DocumentRecord> {
    const document = await this.parts.documents.recut(this.scope, id)
    this.parts.feed.publish({ type: 'document-changed', document })
    this.parts.wakeRunner()
    return document
  }
}
