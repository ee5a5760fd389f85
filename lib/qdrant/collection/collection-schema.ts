import type { EmbeddingModel } from '@/lib/domain/embedding-model'

/** Counts up when vectors or payload change in a way that old points do not fit; part of the collection's name. */
const schemaVersion = 1

export const denseVector = 'dense'
export const lexicalVector = 'lexical'

/** Key in the collection's own metadata that holds the id of the embedding model. */
export const modelMetadataKey = 'embedding_model'

/** `<prefix>_<model>_v<schema>`: one collection for each embedding model and schema version. */
export function collectionNameFor(model: EmbeddingModel, prefix: string): string {
  return `${prefix}_${model.slug}_v${schemaVersion}`
}

/** The lexical side is stored as term frequencies; `idf` makes Qdrant multiply each query term with its inverse document frequency. */
export function collectionVectors(model: EmbeddingModel) {
  return {
    vectors: { [denseVector]: { size: model.dimensions, distance: 'Cosine' as const } },
    sparse_vectors: { [lexicalVector]: { modifier: 'idf' as const } },
  }
}

type PayloadIndexSchema = 'keyword' | 'integer' | 'datetime' | 'bool' | { type: 'keyword'; is_tenant: boolean }

/** `is_tenant` lets Qdrant keep the points of one workspace together. */
export const payloadIndexes: ReadonlyArray<{ field: string; schema: PayloadIndexSchema }> = [
  { field: 'workspace_id', schema: { type: 'keyword', is_tenant: true } },
  { field: 'document_id', schema: 'keyword' },
  { field: 'collection_id', schema: 'keyword' },
  { field: 'source', schema: 'keyword' },
  { field: 'lang', schema: 'keyword' },
  { field: 'version', schema: 'integer' },
  { field: 'chunk_index', schema: 'integer' },
  { field: 'created_at', schema: 'datetime' },
  { field: 'live', schema: 'bool' },
  { field: 'format', schema: 'keyword' },
  { field: 'tags', schema: 'keyword' },
  { field: 'written_at', schema: 'datetime' },
  { field: 'page', schema: 'integer' },
]
