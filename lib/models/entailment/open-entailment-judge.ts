import type { EntailmentJudge } from '@/lib/domain/ports/models/entailment-judge'
import { findInstalledModel } from '../files/find-installed-model'
import { entailmentManifest, findEntailmentModel } from '../manifest/entailment-models'
import { TransformersEntailmentJudge } from './transformers-entailment-judge'

export interface EntailmentSettings {
  modelsDirectory: string
  /** Absolute path of the compiled pair-worker.mjs. */
  workerPath: string
  /** Null: the first of the manifest whose files are here. */
  entailmentModelId: string | null
}

/** Null where no such model is installed. Errors: model_files_missing, checksum_mismatch for one that is named. */
export async function openEntailmentJudge({ modelsDirectory, workerPath, entailmentModelId }: EntailmentSettings): Promise<EntailmentJudge | null> {
  const model = await findInstalledModel(modelsDirectory, entailmentManifest, entailmentModelId === null ? null : findEntailmentModel(entailmentModelId))
  return model === null ? null : new TransformersEntailmentJudge({ model, modelsDirectory, workerPath })
}
