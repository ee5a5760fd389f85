import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '@/lib/domain/app-error'
import type { ModelFile, ModelSource } from '../model-manifest'
import type { ReportProgress } from './fetch-progress'
import { modelFilePath } from './model-folder'

type HubModelSource = Extract<ModelSource, { kind: 'hub' }>

/** The time the hub has to answer at all: a machine that cannot reach it goes on to the next source after this. */
const probeMilliseconds = 4_000
/** A download that brings nothing for this long is given up. */
const stallMilliseconds = 30_000

/** Downloads the model's files from the hub at the pinned revision into `folder`. Errors: model_files_missing, checksum_mismatch. */
export async function fetchFromHub(source: HubModelSource, files: ModelFile[], folder: string, hubUrl: string, report: ReportProgress): Promise<void> {
  const name = new URL(hubUrl).host
  const totalBytes = files.reduce((sum, file) => sum + largestSize(file), 0)
  let doneBytes = 0
  await probe(fileUrl(hubUrl, source, files[0]?.path ?? 'config.json'), name)
  for (const file of files) {
    await download(fileUrl(hubUrl, source, file.path), file, modelFilePath(folder, file.path), (bytes) => {
      doneBytes += bytes
      report({ step: 'bytes', source: name, doneBytes: Math.min(doneBytes, totalBytes), totalBytes })
    })
  }
}

function fileUrl(hubUrl: string, source: HubModelSource, path: string): string {
  return new URL(`${source.repository}/resolve/${source.revision}/${path}`, `${hubUrl.replace(/\/+$/, '')}/`).href
}

async function probe(url: string, name: string): Promise<void> {
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(probeMilliseconds) })
    if (response.ok) return
    throw new AppError('model_files_missing', `${name} answered with status ${response.status}`)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('model_files_missing', `${name} cannot be reached`, { cause: error })
  }
}

async function download(url: string, file: ModelFile, target: string, onBytes: (bytes: number) => void): Promise<void> {
  const stall = new AbortController()
  let timer = setTimeout(() => stall.abort(), stallMilliseconds)
  let received = 0
  const meter = new Transform({
    transform(piece: Buffer, _encoding, done) {
      clearTimeout(timer)
      timer = setTimeout(() => stall.abort(), stallMilliseconds)
      received += piece.length
      onBytes(piece.length)
      done(received > largestSize(file) ? new AppError('checksum_mismatch', `${file.path} is larger than the manifest says`) : null, piece)
    },
  })
  try {
    const response = await fetch(url, { signal: stall.signal })
    if (!response.ok || !response.body) throw new AppError('model_files_missing', `${file.path} was answered with status ${response.status}`)
    await mkdir(dirname(target), { recursive: true })
    await pipeline(response.body, meter, createWriteStream(target), { signal: stall.signal })
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('model_files_missing', `the download of ${file.path} broke off`, { cause: error })
  } finally {
    clearTimeout(timer)
  }
}

function largestSize(file: ModelFile): number {
  return Math.max(...file.accepted.map((contents) => contents.bytes))
}
