import type { Reranker } from '@/lib/domain/ports/reranker'
import { findInstalledModel } from '../files/find-installed-model'
import { findReranker, rerankerManifest } from '../manifest/reranker-models'
import { TransformersReranker } from './transformers-reranker'

export interface RerankerSettings {
  modelsDirectory: string
  /** Absolute path of the compiled pair-worker.mjs. */
  workerPath: string
  /** Null: the first of the manifest whose files are here. */
  rerankerModelId: string | null
}

/** Null where no reranking model is installed. Errors: model_files_missing, checksum_mismatch for one that is named. */
export async function openReranker({ modelsDirectory, workerPath, rerankerModelId }: RerankerSettings): Promise<Reranker | null> {
  const model = await findInstalledModel(modelsDirectory, rerankerManifest, rerankerModelId === null ? null : findReranker(rerankerModelId))
  return model === null ? null : new TransformersReranker({ model, modelsDirectory, workerPath })
}
