// Downloads one file and goes on where a broken download stopped, when the server can. What arrives is appended to a file with the
// ending `.part`, which takes its own name only when the response came to its end.
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '@/lib/domain/app-error'

export interface FileDownload {
  url: string
  /** How it is called in messages. */
  name: string
  target: string
  /** More is refused; null where the size is not known. */
  mostBytes: number | null
  /** Told of bytes that arrived, also of those that lay there already. */
  onBytes: (bytes: number) => void
}

/** A download that brings nothing for this long is given up. */
const stallMilliseconds = 30_000

/** The connection broke: what has arrived is worth keeping. */
export class BrokenDownload extends Error {}

/** Errors: model_files_missing (with a `BrokenDownload` as cause when it can be resumed), checksum_mismatch when more arrives than expected. */
export async function downloadFile(download: FileDownload): Promise<void> {
  const { target, onBytes } = download
  const finished = await fileSize(target)
  if (finished !== null) return onBytes(finished)
  const part = `${target}.part`
  await mkdir(dirname(target), { recursive: true })
  await receive(download, part, (await fileSize(part)) ?? 0)
  await rename(part, target)
}

async function receive(download: FileDownload, part: string, present: number): Promise<void> {
  const { url, name, mostBytes } = download
  if (present > 0 && present === mostBytes) return download.onBytes(present)
  const stall = new AbortController()
  const watch = { timer: setTimeout(() => stall.abort(), stallMilliseconds) }
  try {
    const headers = { 'accept-encoding': 'identity', ...(present > 0 ? { range: `bytes=${present}-` } : {}) }
    const response = await fetch(url, { signal: stall.signal, headers })
    if (response.status === 416 && present > 0) {
      await rm(part, { force: true })
      return await receive(download, part, 0)
    }
    if (!response.ok || !response.body) throw new AppError('model_files_missing', `${name} was answered with status ${response.status}`)
    const start = response.status === 206 && startsAt(response, present) ? present : 0
    if (start > 0) download.onBytes(start)
    const announced = Number(response.headers.get('content-length') ?? Number.NaN)
    const received = { bytes: start }
    const meter = createMeter(download, received, () => {
      clearTimeout(watch.timer)
      watch.timer = setTimeout(() => stall.abort(), stallMilliseconds)
    })
    await pipeline(response.body, meter, createWriteStream(part, { flags: start > 0 ? 'a' : 'w' }), { signal: stall.signal })
    if (!Number.isNaN(announced) && received.bytes < start + announced) throw new BrokenDownload('the response ended early')
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('model_files_missing', `the download of ${name} broke off`, { cause: new BrokenDownload('broken off', { cause: error }) })
  } finally {
    clearTimeout(watch.timer)
  }
}

function createMeter({ name, mostBytes, onBytes }: FileDownload, received: { bytes: number }, onActivity: () => void): Transform {
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      onActivity()
      received.bytes += piece.length
      onBytes(piece.length)
      const isTooLarge = mostBytes !== null && received.bytes > mostBytes
      done(isTooLarge ? new AppError('checksum_mismatch', `${name} is larger than it should be`) : null, piece)
    },
  })
}

function startsAt(response: Response, offset: number): boolean {
  return (response.headers.get('content-range') ?? '').startsWith(`bytes ${offset}-`)
}

async function fileSize(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null)
  return found?.isFile() ? found.size : null
}
