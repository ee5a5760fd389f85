import type { EmbeddingModel } from '../../embedding-model'
import type { LanguageCode } from '../../language'
import type { StoredChunk } from '../../passage'
import type { WorkspaceScope } from '../../workspace'
import type { VectorIndex } from '../vector-index'

/**
 * The physical collections, one for each embedding model, and the alias that says which one answers.
 * Errors of every method: qdrant_unavailable, qdrant_failed.
 */
export interface VectorCollections {
  /** The index on the model's own collection, whatever the alias points at. */
  open(model: EmbeddingModel): VectorIndex
  /** Makes the model's collection, or what is missing of it. The alias stays. */
  create(model: EmbeddingModel): Promise<void>
  /** Points the alias at the model's collection, in one request. */
  activate(model: EmbeddingModel): Promise<void>
  /** What the alias points at; null when there is no alias. `modelId` null: the collection does not say. */
  readActive(): Promise<{ modelId: string | null; points: number } | null>
  /** Does nothing when there is none. Errors: conflict while the alias points at it. */
  delete(model: EmbeddingModel): Promise<void>
  mirror(from: EmbeddingModel, to: EmbeddingModel): CollectionMirror
  /** Chunks that searches find, of these languages, with more tokens than `maxTokens`. */
  countLonger(model: EmbeddingModel, scope: WorkspaceScope, than: { maxTokens: number; languages: LanguageCode[] }): Promise<number>
  /** Chunks that searches find, chosen by chance. */
  sampleChunks(model: EmbeddingModel, scope: WorkspaceScope, limit: number): Promise<StoredChunk[]>
}

/**
 * What makes one collection the copy of another but for its dense vectors, document by document. Only what searches find is
 * copied. Every method may be repeated at will; what is already right is left as it is. Errors as above.
 */
export interface CollectionMirror {
  /**
   * Chunks that the copy lacks or holds with other content, in pages of at most 64. Where only the payload differs (another name, other
   * tags) it is put right on the way.
   */
  findMissing(scope: WorkspaceScope, documentId: string): AsyncIterable<StoredChunk[]>
  /** Vectors that the copy holds of the document, by content hash: those of an older version. */
  findVectors(scope: WorkspaceScope, documentId: string, contentHashes: string[]): Promise<Map<string, Float32Array>>
  /** Writes points with payload and lexical vector as they are now, and these dense vectors. What is gone or changed meanwhile is left out. */
  copy(scope: WorkspaceScope, vectors: Array<{ chunk: StoredChunk; dense: Float32Array }>): Promise<void>
  /** The ids of what the copy holds of the document and searches do not find in the original. */
  listExtra(scope: WorkspaceScope, documentId: string): Promise<string[]>
  /** Deletes these points from the copy. */
  remove(scope: WorkspaceScope, pointIds: string[]): Promise<void>
  /** Documents that only one of the two knows. */
  listStrayDocuments(scope: WorkspaceScope): Promise<string[]>
  /** Exact. */
  count(scope: WorkspaceScope): Promise<{ from: number; to: number }>
}
