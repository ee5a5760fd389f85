import type { Reranker } from '@/lib/domain/ports/reranker'
import { findInstalledModel } from '../files/find-installed-model'
import { verifyModelFiles } from '../files/verify-model-files'
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
  const model = rerankerModelId === null ? await findInstalledModel(modelsDirectory, rerankerManifest) : findReranker(rerankerModelId)
  if (model === null) return null
  if (rerankerModelId !== null) await verifyModelFiles(modelsDirectory, model)
  return new TransformersReranker({ model, modelsDirectory, workerPath })
}
