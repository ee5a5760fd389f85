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
  /** The model that answers; asked each time, since it may be changed. */
  activeModel: () => { model: EmbeddingModel; tokenizerPath: string }
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
  /** As the database has it: asked for twice by every document that is read, and changed nowhere but here. */
  private kept: CollectionChunking | null = null
  private changes = 0

  constructor(
    private readonly parts: CollectionChunkingParts,
    private readonly scope: WorkspaceScope,
  ) {}

  /** What a document is cut with whose turn has come. */
  async readSettings(): Promise<ChunkingSettings> {
    const { model, tokenizerPath } = this.parts.activeModel()
    const { strategy, maxTokens: chosen } = await this.readKept()
    const maxTokens = Math.min(chosen ?? model.maxTokens, model.maxTokens)
    // What is measured in characters grows and shrinks alike.
    const maxCharacters = Math.round((defaultMaxCharacters * maxTokens) / model.maxTokens)
    return { strategy, maxTokens, maxCharacters, tokenizerPath, servedLanguages: model.languages }
  }

  async describe(): Promise<ChunkingDescription> {
    const { collections, activeModel } = this.parts
    const { model } = activeModel()
    const [chunking, outdated] = await Promise.all([collections.readChunking(this.scope), collections.countCutOtherwise(this.scope)])
    return { ...chunking, limits: { min: smallestChunkTokens, max: model.maxTokens }, strategies: chunkStrategies, outdated }
  }

  /** Returns how many documents were queued. Errors: invalid_request outside the limits. */
  async change({ strategy, maxTokens }: CollectionChunking): Promise<number> {
    const { collections, activeModel, feed, wakeRunner } = this.parts
    const { model } = activeModel()
    if (maxTokens !== null && (maxTokens < smallestChunkTokens || maxTokens > model.maxTokens))
      throw new AppError('invalid_request', `max_tokens: must be from ${smallestChunkTokens} to ${model.maxTokens}`)
    const chunking = { strategy, maxTokens: maxTokens === model.maxTokens ? null : maxTokens }
    const queued = await collections.changeChunking(this.scope, chunking).finally(() => this.forgetKept())
    for (const document of queued) feed.publish({ type: 'document-changed', document })
    wakeRunner()
    return queued.length
  }

  /** What was read while a change was being written may be of before it, and is not kept. */
  private async readKept(): Promise<CollectionChunking> {
    const { changes } = this
    const chunking = this.kept ?? (await this.parts.collections.readChunking(this.scope))
    if (changes === this.changes) this.kept = chunking
    return chunking
  }

  private forgetKept(): void {
    this.kept = null
    this.changes += 1
  }

  /** Cuts one document anew with the present settings. Errors: not_found, conflict when it is not ready. */
  async recut(id: string): Promise<DocumentRecord> {
    const document = await this.parts.documents.recut(this.scope, id)
    this.parts.feed.publish({ type: 'document-changed', document })
    this.parts.wakeRunner()
    return document
  }
}
