// What the hub says of a file at a revision, from the headers of `resolve`: the commit, and for a large file the sha256 of its bytes,
// for a small one the id git gives them. A large file is answered with a redirect to a storage host; the headers are the hub's own, so
// redirects are followed only while they stay with the hub and the headers have not come.
import { createHash } from 'node:crypto'
import { AppError } from '@/lib/domain/app-error'
import type { FileContents } from '../../manifest/model-entry'

export interface HubFile {
  /** The commit that the revision stands for. */
  commit: string
  /** Null where the hub names none. */
  bytes: number | null
  /** Lower-case hex; exactly one of the two is known. */
  sha256: string | null
  gitBlobId: string | null
}

const answerMilliseconds = 15_000
const mostRedirects = 4
const commitShape = /^[0-9a-f]{40}$/

/** Errors: model_files_missing. */
export async function readHubFile(url: string): Promise<HubFile> {
  let next = url
  for (let step = 0; step <= mostRedirects; step += 1) {
    const response = await askForHeaders(next)
    const location = response.headers.get('location')
    const hasHash = response.headers.has('x-linked-etag') || response.status === 200
    if (!hasHash && location && response.status >= 300 && response.status < 400) {
      const target = new URL(location, next)
      if (target.host !== new URL(url).host) break
      next = target.href
      continue
    }
    if (response.status >= 400) throw new AppError('model_files_missing', `${new URL(url).pathname} was answered with status ${response.status}`)
    return readHeaders(response.headers, url)
  }
  throw new AppError('model_files_missing', `${new URL(url).host} does not say what ${new URL(url).pathname} holds`)
}

/** The id git gives a file of these bytes. */
export function gitBlobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/** Whether bytes with this hash are what the hub named. `readBytes` is asked for small files only. */
export async function matchesHubFile(file: HubFile, found: FileContents, readBytes: () => Promise<Uint8Array>): Promise<boolean> {
  if (file.bytes !== null && file.bytes !== found.bytes) return false
  return file.sha256 === null ? file.gitBlobId === gitBlobId(await readBytes()) : file.sha256 === found.sha256
}

async function askForHeaders(url: string): Promise<Response> {
  try {
    // Compressed, the length would be another.
    return await fetch(url, { method: 'HEAD', redirect: 'manual', headers: { 'accept-encoding': 'identity' }, signal: AbortSignal.timeout(answerMilliseconds) })
  } catch (error) {
    throw new AppError('model_files_missing', `${new URL(url).host} cannot be reached`, { cause: error })
  }
}

function readHeaders(headers: Headers, url: string): HubFile {
  const commit = headers.get('x-repo-commit') ?? ''
  const linked = unquote(headers.get('x-linked-etag'))
  const own = unquote(headers.get('etag'))
  const length = Number(headers.get('x-linked-size') ?? headers.get('content-length') ?? Number.NaN)
  const sha256 = [linked, own].find((tag) => /^[0-9a-f]{64}$/.test(tag)) ?? null
  const blobId = sha256 === null && commitShape.test(own) ? own : null
  if (!commitShape.test(commit) || (sha256 === null && blobId === null))
    throw new AppError('model_files_missing', `${new URL(url).host} does not say which commit and which bytes it would send`)
  return { commit, bytes: Number.isSafeInteger(length) && length > 0 ? length : null, sha256, gitBlobId: blobId }
}

function unquote(tag: string | null): string {
  return (tag ?? '').replace(/^W\//, '').replace(/^"|"$/g, '')
}
