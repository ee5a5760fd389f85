import { join, resolve } from 'node:path'
import type { ModelManifestEntry } from '../model-manifest'

/** Absolute folder of a model's files: `<models directory>/<owner>/<name>`. It holds tokenizer.json and tokenizer_config.json. */
export function modelFolder(modelsDirectory: string, model: Pick<ModelManifestEntry, 'id'>): string {
  return join(resolve(modelsDirectory), ...model.id.split('/'))
}

/** Absolute path of one file of the manifest below `folder`. */
export function modelFilePath(folder: string, path: string): string {
  return join(folder, ...path.split('/'))
}
