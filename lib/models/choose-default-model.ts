import { isModelVerified } from './files/verify-model-files'
import { defaultModelId, findModel, type ModelManifestEntry, preferredModelId } from './model-manifest'

/** The embedding model a new library gets when none was named: the multilingual one where an installation could fetch it, else the English one. */
export async function chooseDefaultModel(modelsDirectory: string): Promise<ModelManifestEntry> {
  const preferred = findModel(preferredModelId)
  return (await isModelVerified(modelsDirectory, preferred)) ? preferred : findModel(defaultModelId)
}
