import { AppError } from '@/lib/domain/app-error'

const timeoutCodes = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'])
const sizeCodes = new Set(['UND_ERR_HEADERS_OVERFLOW', 'UND_ERR_RES_EXCEEDED_MAX_SIZE'])

/** What a status other than 200 and 304 means. */
export function statusError(status: number): AppError {
  const message = `The server answered ${status}`
  if (status === 408 || status === 425 || status === 429 || status >= 500) return new AppError('url_unreachable', message)
  if (status === 401 || status === 402 || status === 403 || status === 407 || status === 451) return new AppError('url_refused', message)
  return new AppError('url_not_found', message)
}

/** Whatever a request ended with, as one of the errors of the port. `deadline` is the request's own, `signal` its caller's. */
export function toFetchError(error: unknown, deadline: AbortSignal, signal: AbortSignal | undefined): AppError {
  if (signal?.aborted) return new AppError('cancelled', 'The request was taken back', { cause: error })
  if (deadline.aborted) return new AppError('url_timed_out', 'The server took too long', { cause: error })
  const refused = ownErrorIn(error)
  if (refused) return refused
  const code = errorCode(error)
  if (timeoutCodes.has(code)) return new AppError('url_timed_out', 'The server took too long', { cause: error })
  if (sizeCodes.has(code)) return new AppError('url_too_large', 'The headers are over the limit', { cause: error })
  return new AppError('url_unreachable', 'The server could not be reached or broke off', { cause: error })
}

/** A refusal from within a connection may come wrapped. */
function ownErrorIn(error: unknown): AppError | null {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth += 1)
    if (current instanceof AppError) return current
  return null
}

function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
