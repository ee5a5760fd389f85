import type { QdrantClient } from '@qdrant/js-client-rest'
import { AppError } from '@/lib/domain/app-error'
import type { EmbeddingModel } from '@/lib/domain/embedding-model'
import type { LanguageCode } from '@/lib/domain/language'
import type { StoredChunk } from '@/lib/domain/passage'
import type { CollectionMirror, VectorCollections } from '@/lib/domain/ports/stores/vector-collections'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { callQdrant, statusOf } from '../call-qdrant'
import { storedChunkOf } from '../collection/chunk-payload'
import { collectionNameFor } from '../collection/collection-schema'
import { liveWithin } from '../collection/point-filter'
import { createModelCollection, readAliasTarget, readModelId } from '../collection/prepare-collection'
import { connectToQdrant } from '../qdrant-connection'
import { QdrantVectorIndex, type QdrantVectorIndexOptions } from '../qdrant-vector-index'
import { QdrantCollectionMirror } from './qdrant-collection-mirror'

export type QdrantCollectionsOptions = Omit<QdrantVectorIndexOptions, 'model' | 'collection'>

/** The collections of one Qdrant that have the prefix, and the alias over them. */
export class QdrantCollections implements VectorCollections {
  private readonly client: QdrantClient
  private readonly alias: string
  /** A collection made by hand may have a name of its own. */
  private readonly namesByModel = new Map<string, string>()

  constructor(private readonly options: QdrantCollectionsOptions) {
    this.client = connectToQdrant(options.connection)
    this.alias = options.alias ?? 'documents'
  }

  open(model: EmbeddingModel): VectorIndex {
    return new QdrantVectorIndex({ ...this.options, model, collection: this.nameOf(model) })
  }

  create(model: EmbeddingModel): Promise<void> {
    return createModelCollection(this.client, this.nameOf(model), this.options.collectionPrefix ?? 'docent', model)
  }

  async activate(model: EmbeddingModel): Promise<void> {
    const name = this.nameOf(model)
    const before = await readAliasTarget(this.client, this.alias)
    if (before === name) return
    const remove = before === null ? [] : [{ delete_alias: { alias_name: this.alias } }]
    const actions = [...remove, { create_alias: { alias_name: this.alias, collection_name: name } }]
    try {
      await callQdrant('swap alias', () => this.client.updateCollectionAliases({ actions }))
    } catch (error) {
      // The answer to a first try may have been lost; then its alias to delete is gone, and the new one stands.
      if ((await readAliasTarget(this.client, this.alias)) !== name) throw error
    }
  }

  async readActive(): Promise<{ modelId: string | null; points: number } | null> {
    const name = await readAliasTarget(this.client, this.alias)
    if (name === null) return null
    const info = await callQdrant('read collection', () => this.client.getCollection(name))
    const { count } = await callQdrant('count points', () => this.client.count(name, { exact: true }))
    const modelId = readModelId(info)
    if (modelId !== null) this.namesByModel.set(modelId, name)
    return { modelId, points: count }
  }

  async delete(model: EmbeddingModel): Promise<void> {
    const name = this.nameOf(model)
    if ((await readAliasTarget(this.client, this.alias)) === name) throw new AppError('conflict', 'The alias points at the collection to delete')
    try {
      await callQdrant('delete collection', () => this.client.deleteCollection(name))
    } catch (error) {
      if (statusOf(error) !== 404) throw error
    }
  }

  mirror(from: EmbeddingModel, to: EmbeddingModel): CollectionMirror {
    return new QdrantCollectionMirror(this.client, { from: this.nameOf(from), to: this.nameOf(to) })
  }

  async countLonger(model: EmbeddingModel, scope: WorkspaceScope, than: { maxTokens: number; languages: LanguageCode[] }): Promise<number> {
    const isLonger = { key: 'token_count', range: { gt: than.maxTokens } }
    const filter = liveWithin(scope, isLonger, { key: 'lang', match: { any: than.languages } })
    const { count } = await callQdrant('count points', () => this.client.count(this.nameOf(model), { filter, exact: true }))
    return count
  }

  async sampleChunks(model: EmbeddingModel, scope: WorkspaceScope, limit: number): Promise<StoredChunk[]> {
    const request = { query: { sample: 'random' as const }, filter: liveWithin(scope), limit, with_payload: true }
    const { points } = await callQdrant('sample points', () => this.client.query(this.nameOf(model), request))
    return points.map(storedChunkOf)
  }

  private nameOf(model: EmbeddingModel): string {
    return this.namesByModel.get(model.id) ?? collectionNameFor(model, this.options.collectionPrefix ?? 'docent')
  }
}
