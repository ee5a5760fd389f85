import type { ModelFileSet } from '../manifest/model-entry'
import { isModelVerified, verifyModelFiles } from './verify-model-files'

/**
 * The one that is named, else the first of `models` whose files are all here and right; null where there is none.
 * Errors: model_files_missing, checksum_mismatch for one that is named.
 */
export async function findInstalledModel<Model extends ModelFileSet>(
  modelsDirectory: string,
  models: readonly Model[],
  named: Model | null,
): Promise<Model | null> {
  if (named !== null) {
    await verifyModelFiles(modelsDirectory, named)
    return named
  }
  for (const model of models) if (await isModelVerified(modelsDirectory, model)) return model
  return null
}
