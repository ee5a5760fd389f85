import { type ErrorCode, errorCatalog } from './error-catalog'

/**
 * The one error type of Docent. Every failure a room reports is an `AppError` whose `code` is a key of `errorCatalog`;
 * adapters wrap what their vendor throws and keep it in `cause`.
 *
 * `message` is for logs and developers and must never hold document text, questions or keys; people read the
 * catalogue's text for the code, in their own language.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly isRetryable: boolean

  constructor(code: ErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.code = code
    this.isRetryable = errorCatalog[code].isRetryable
  }
}

/** Returns `error` when it already is an `AppError`, else wraps it under `code` with the original as `cause`. */
export function toAppError(error: unknown, code: ErrorCode = 'internal_error'): AppError {
  if (error instanceof AppError) return error
  const name = error instanceof Error ? error.name : typeof error
  return new AppError(code, `${name} reached the boundary of a room`, { cause: error })
}
