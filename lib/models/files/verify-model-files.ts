import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { AppError } from '@/lib/domain/app-error'
import type { ModelFile, ModelFileSet } from '../manifest/model-entry'
import { modelFilePath, modelFolder } from './model-folder'
import { readModelLock, withLockedContents } from './model-lock'

/** `unrecorded`: it is there, but neither the manifest nor a lock says what it must be. */
export type FileState = 'verified' | 'missing' | 'mismatch' | 'unrecorded'

/** Large enough that hashing 23 MB takes 25 steps, each short enough for a thread that serves requests. */
const readSize = 1024 * 1024

/** Compares one file with the manifest: first the size, then the sha256. Other read errors are thrown as they are. */
export async function checkModelFile(folder: string, file: ModelFile): Promise<FileState> {
  const path = modelFilePath(folder, file.path)
  const bytes = await fileSize(path)
  if (bytes === null) return 'missing'
  if (file.accepted.length === 0) return 'unrecorded'
  const candidates = file.accepted.filter((contents) => contents.bytes === null || contents.bytes === bytes)
  if (candidates.length === 0) return 'mismatch'
  const sha256 = await hashFile(path)
  return candidates.some((contents) => contents.sha256 === sha256) ? 'verified' : 'mismatch'
}

/** Every file of a model with its state, in the manifest's order. */
export async function inspectModelFiles(modelsDirectory: string, model: ModelFileSet): Promise<Array<{ file: ModelFile; state: FileState }>> {
  const folder = modelFolder(modelsDirectory, model)
  const lock = await readModelLock(folder)
  const inspected: Array<{ file: ModelFile; state: FileState }> = []
  for (const file of model.files) inspected.push({ file, state: await checkModelFile(folder, withLockedContents(file, lock)) })
  return inspected
}

export async function isModelVerified(modelsDirectory: string, model: ModelFileSet): Promise<boolean> {
  return (await inspectModelFiles(modelsDirectory, model)).every(({ state }) => state === 'verified')
}

/** Resolves when every file of the model is there with its right contents. Errors: model_files_missing, checksum_mismatch. */
export async function verifyModelFiles(modelsDirectory: string, model: ModelFileSet): Promise<void> {
  const inspected = await inspectModelFiles(modelsDirectory, model)
  const pathOf = (found: { file: ModelFile }) => modelFilePath(modelFolder(modelsDirectory, model), found.file.path)
  const command = `Run: npm run models -- fetch ${model.id}`
  const wrong = inspected.find(({ state }) => state === 'mismatch')
  if (wrong) throw new AppError('checksum_mismatch', `${pathOf(wrong)} does not have the contents the manifest expects. ${command}`)
  const missing = inspected.find(({ state }) => state === 'missing')
  if (missing) throw new AppError('model_files_missing', `${pathOf(missing)} is missing. ${command}`)
  const unrecorded = inspected.find(({ state }) => state === 'unrecorded')
  if (unrecorded) throw new AppError('checksum_mismatch', `${pathOf(unrecorded)} is there, but its hash was never recorded. ${command}`)
}

/** Null when there is no such file. */
export async function readContents(path: string): Promise<{ bytes: number; sha256: string } | null> {
  const bytes = await fileSize(path)
  return bytes === null ? null : { bytes, sha256: await hashFile(path) }
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
