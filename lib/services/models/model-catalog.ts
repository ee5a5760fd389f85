import type { EmbeddingModel } from '@/lib/domain/embedding-model'
import type { Embedder } from '@/lib/domain/ports/embedder'
import type { ModelChoice } from '@/lib/domain/retrieval/model-change'

/** The embedding models there are, wherever they run. */
export interface ModelCatalog {
  list(activeModelId: string): Promise<ModelChoice[]>
  /** Errors: model_files_missing when there is no such model. */
  find(modelId: string): EmbeddingModel
  /** Checks that it can be used, and opens it. Errors: model_files_missing, checksum_mismatch, embedding_endpoint_failed. */
  open(modelId: string): Promise<{ embedder: Embedder; tokenizerPath: string }>
  /** Bytes it holds in memory while it is open. */
  memoryBytes(modelId: string): number
}
