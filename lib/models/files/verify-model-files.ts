import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { AppError } from '@/lib/domain/app-error'
import type { ModelFile, ModelManifestEntry } from '../model-manifest'
import { modelFilePath, modelFolder } from './model-folder'

export type FileState = 'verified' | 'missing' | 'mismatch'

/** Large enough that hashing 23 MB takes 25 steps, each short enough for a thread that serves requests. */
const readSize = 1024 * 1024

/** Compares one file with the manifest: first the size, then the sha256. Other read errors are thrown as they are. */
export async function checkModelFile(folder: string, file: ModelFile): Promise<FileState> {
  const path = modelFilePath(folder, file.path)
  const bytes = await fileSize(path)
  if (bytes === null) return 'missing'
  const candidates = file.accepted.filter((contents) => contents.bytes === bytes)
  if (candidates.length === 0) return 'mismatch'
  const sha256 = await hashFile(path)
  return candidates.some((contents) => contents.sha256 === sha256) ? 'verified' : 'mismatch'
}

/** Every file of a model with its state, in the manifest's order. */
export async function inspectModelFiles(modelsDirectory: string, model: ModelManifestEntry): Promise<Array<{ file: ModelFile; state: FileState }>> {
  const folder = modelFolder(modelsDirectory, model)
  const inspected: Array<{ file: ModelFile; state: FileState }> = []
  for (const file of model.files) inspected.push({ file, state: await checkModelFile(folder, file) })
  return inspected
}

/** Resolves when every file of the model is there with its right contents. Errors: model_files_missing, checksum_mismatch. */
export async function verifyModelFiles(modelsDirectory: string, model: ModelManifestEntry): Promise<void> {
  const inspected = await inspectModelFiles(modelsDirectory, model)
  const wrong = inspected.find(({ state }) => state === 'mismatch')
  if (wrong) {
    throw new AppError(
      'checksum_mismatch',
      `${modelFilePath(modelFolder(modelsDirectory, model), wrong.file.path)} does not have the contents the manifest expects. Run: npm run models`,
    )
  }
  const missing = inspected.find(({ state }) => state === 'missing')
  if (missing)
    throw new AppError('model_files_missing', `${modelFilePath(modelFolder(modelsDirectory, model), missing.file.path)} is missing. Run: npm run models`)
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path, { highWaterMark: readSize })) hash.update(piece as Buffer)
  return hash.digest('hex')
}

async function fileSize(path: string): Promise<number | null> {
  try {
    const found = await stat(path)
    return found.isFile() ? found.size : null
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
    throw error
  }
}
