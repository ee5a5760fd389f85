import type { ModelFileSet } from '../manifest/model-entry'
import { isModelVerified } from './verify-model-files'

/** The first whose files are all here and right; null where there is none. */
export async function findInstalledModel<Model extends ModelFileSet>(modelsDirectory: string, models: readonly Model[]): Promise<Model | null> {
  for (const model of models) if (await isModelVerified(modelsDirectory, model)) return model
  return null
}
