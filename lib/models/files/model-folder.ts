import { join, resolve } from 'node:path'
import type { ModelFileSet } from '../manifest/model-entry'

/** Absolute folder of a model's files: `<models directory>/<owner>/<name>`. It holds tokenizer.json and tokenizer_config.json. */
export function modelFolder(modelsDirectory: string, model: Pick<ModelFileSet, 'id'>): string {
  return join(resolve(modelsDirectory), ...model.id.split('/'))
}

/** Absolute path of one file of the manifest below `folder`. */
export function modelFilePath(folder: string, path: string): string {
  return join(folder, ...path.split('/'))
}

/** Bytes of a model's files, as exactly as the manifest knows them. */
export function modelBytes(model: Pick<ModelFileSet, 'files'>): number {
  return model.files.reduce((sum, file) => sum + Math.max(file.approximateBytes ?? 0, ...file.accepted.map(({ bytes }) => bytes ?? 0)), 0)
}
