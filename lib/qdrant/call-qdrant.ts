import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '@/lib/domain/app-error'

/** A managed server is back one to two seconds after a crash; on a slow disk, or with large collections, later. */
const retryForMilliseconds = 8_000
const firstWaitMilliseconds = 100
const longestWaitMilliseconds = 1_000

/** It refuses to write before the disk is full to the last byte: "No space left on device: WAL buffer size exceeds available disk space". */
const diskFull = /no space left on device/i

const transientStatuses = new Set([408, 429, 500, 502, 503, 504])

/**
 * Runs one request and turns whatever it throws into an AppError. Failures that pass by themselves are tried again for
 * up to `retryFor` milliseconds, so `request` must be one that may happen twice.
 *
 * `operation` is a short name for the message, never anything of a person's.
 * Errors: qdrant_unavailable (no connection, timeout, 429, 5xx), qdrant_disk_full, qdrant_failed (everything else).
 */
export async function callQdrant<Result>(operation: string, request: () => Promise<Result>, retryFor = retryForMilliseconds): Promise<Result> {
  const deadline = Date.now() + retryFor
  for (let wait = firstWaitMilliseconds; ; wait = Math.min(wait * 2, longestWaitMilliseconds)) {
    try {
      return await request()
    } catch (error) {
      const failure = describeFailure(operation, error)
      if (failure.code !== 'qdrant_unavailable' || Date.now() + wait > deadline) throw failure
      await delay(wait)
    }
  }
}

export function statusOf(error: unknown): number | null {
  const status = error instanceof AppError ? statusOf(error.cause) : (error as { status?: unknown } | null)?.status
  return typeof status === 'number' ? status : null
}

function describeFailure(operation: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  const status = statusOf(error)
  if (status === null) return describeConnectionFailure(operation, error)
  if (status === 401 || status === 403) return new AppError('qdrant_failed', `${operation}: Qdrant refused the API key`, { cause: error })
  const reason = reasonOf(error)
  const code = diskFull.test(reason) ? 'qdrant_disk_full' : transientStatuses.has(status) ? 'qdrant_unavailable' : 'qdrant_failed'
  return new AppError(code, `${operation}: Qdrant answered ${status}${reason}`, { cause: error })
}

/** `fetch` reports a lost connection as a TypeError; the client reports a timeout, and a 429, by names of its own. */
function describeConnectionFailure(operation: string, error: unknown): AppError {
  const name = error instanceof Error ? error.name : ''
  if (name === 'QdrantClientTimeoutError') return new AppError('qdrant_unavailable', `${operation}: Qdrant did not answer in time`, { cause: error })
  if (name === 'QdrantClientResourceExhaustedError') return new AppError('qdrant_unavailable', `${operation}: Qdrant is busy`, { cause: error })
  if (name === 'TypeError' && error instanceof Error && error.message === 'fetch failed') {
    return new AppError('qdrant_unavailable', `${operation}: no connection to Qdrant`, { cause: error })
  }
  if (isSocketFailure(error)) return new AppError('qdrant_unavailable', `${operation}: the connection to Qdrant broke`, { cause: error })
  return new AppError('qdrant_failed', `${operation}: ${name || 'an unknown failure'} while talking to Qdrant`, { cause: error })
}

/** The body of an answer breaks off with other errors than its head: "terminated", or a socket error as cause. */
function isSocketFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = (error as { code?: unknown }).code ?? (error.cause as { code?: unknown } | undefined)?.code
  return error.message === 'terminated' || (typeof code === 'string' && /^(UND_ERR_|ECONN|EPIPE|ETIMEDOUT)/.test(code))
}

/** Qdrant's own sentence. Format errors quote what was sent, which may be a document's text, so they are left out. */
function reasonOf(error: unknown): string {
  const data = (error as { data?: { status?: { error?: unknown } } }).data
  const reason = data?.status?.error
  if (typeof reason !== 'string' || reason.startsWith('Format error')) return ''
  return `: ${reason.slice(0, 200)}`
}
