import { type ErrorCode, errorCatalog } from './error-catalog'

const brand = Symbol.for('docent.app-error')

/**
 * The one error type of Docent. Every failure a room reports is an `AppError` whose `code` is a key of `errorCatalog`;
 * adapters wrap what their vendor throws and keep it in `cause`.
 *
 * `message` is for logs and developers and must never hold document text, questions or keys; people read the
 * catalogue's text for the code, in their own language.
 */
export class AppError extends Error {
  /**
   * The framework bundles the start hook and the routes apart, so this class exists more than once in one process, and
   * an error of one copy must be recognised by the other: the brand says what it is, not the constructor.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== AppError) return Function.prototype[Symbol.hasInstance].call(this, value)
    return value instanceof Error && brand in value
  }

  readonly [brand] = true
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
