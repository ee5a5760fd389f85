import { readFile } from 'node:fs/promises'
import { AppError } from '@/lib/domain/app-error'
import type { FileContents, ModelFile, ModelFileSet } from '../../manifest/model-entry'
import type { ReportProgress } from '../fetch-progress'
import { modelBytes, modelFilePath } from '../model-folder'
import type { ModelLock } from '../model-lock'
import { claimDownloadFolder, type DownloadFolder } from '../resumable-folder'
import { readContents } from '../verify-model-files'
import { BrokenDownload, downloadFile } from './download-file'
import { type HubModelSource, hubFileUrl, probeHub } from './hub-address'
import { matchesHubFile, readHubFile } from './read-hub-file'

export interface HubFetch {
  model: ModelFileSet
  source: HubModelSource
  modelsDirectory: string
  hubUrl: string
  report: ReportProgress
}

/** Files with their right contents in a folder that waits to be moved. */
export interface FetchedFiles {
  folder: DownloadFolder
  /** Null where the manifest knows every hash itself. */
  lock: ModelLock | null
}

/**
 * Downloads the model's files at the pinned commit. What the manifest has no hash for is checked against what the hub says of it.
 * Errors: model_files_missing, checksum_mismatch. After a broken connection what has arrived is kept for the next fetch.
 */
export async function fetchFromHub(work: HubFetch): Promise<FetchedFiles> {
  const { model, source, hubUrl } = work
  const revision = source.revision ?? (await resolveMain(work))
  const folder = await claimDownloadFolder(work.modelsDirectory, `${model.slug}-${revision.slice(0, 12)}`)
  try {
    await probeHub(hubFileUrl(hubUrl, source.repository, revision, hubPathOf(model.files[0])))
    const recorded: Record<string, { bytes: number; sha256: string }> = {}
    const meter = createMeter(work)
    for (const file of model.files) {
      const contents = await fetchFile(work, file, revision, folder.path, meter)
      if (file.accepted.length === 0) recorded[file.path] = contents
    }
    const lock = Object.keys(recorded).length > 0 ? { repository: source.repository, revision, files: recorded } : null
    return { folder, lock }
  } catch (error) {
    await folder.leave({ keep: error instanceof AppError && error.cause instanceof BrokenDownload })
    throw error
  }
}

async function resolveMain({ model, source, hubUrl }: HubFetch): Promise<string> {
  return (await readHubFile(hubFileUrl(hubUrl, source.repository, 'main', hubPathOf(model.files[0])))).commit
}

async function fetchFile(
  { source, hubUrl }: HubFetch,
  file: ModelFile,
  revision: string,
  folder: string,
  onBytes: (bytes: number) => void,
): Promise<{ bytes: number; sha256: string }> {
  const url = hubFileUrl(hubUrl, source.repository, revision, hubPathOf(file))
  const named = file.accepted.length === 0 ? await readHubFile(url) : null
  if (named && named.commit !== revision) throw new AppError('checksum_mismatch', `${file.path} would come from another commit than the one asked for`)
  const target = modelFilePath(folder, file.path)
  const mostBytes = named ? named.bytes : largestSize(file.accepted)
  await downloadFile({ url, name: file.path, target, mostBytes, onBytes })
  const contents = await readContents(target)
  if (contents === null) throw new AppError('model_files_missing', `${file.path} did not arrive`)
  const isRight = named ? await matchesHubFile(named, contents, () => readFile(target)) : isAccepted(file.accepted, contents)
  if (!isRight) throw new AppError('checksum_mismatch', `${file.path} from ${new URL(hubUrl).host} has the wrong hash and was refused`)
  return contents
}

function createMeter({ model, hubUrl, report }: HubFetch): (bytes: number) => void {
  const totalBytes = modelBytes(model)
  let doneBytes = 0
  return (bytes) => {
    doneBytes += bytes
    report({ step: 'bytes', source: new URL(hubUrl).host, doneBytes: Math.min(doneBytes, totalBytes), totalBytes })
  }
}

function isAccepted(accepted: FileContents[], found: { bytes: number; sha256: string }): boolean {
  return accepted.some(({ bytes, sha256 }) => (bytes === null || bytes === found.bytes) && sha256 === found.sha256)
}

function largestSize(accepted: FileContents[]): number | null {
  const sizes = accepted.map(({ bytes }) => bytes)
  return sizes.includes(null) ? null : Math.max(...sizes.map(Number))
}

function hubPathOf(file: ModelFile | undefined): string {
  return file?.hubPath ?? file?.path ?? 'config.json'
}
