import { AppError } from '@/lib/domain/app-error'

/** Runs file system calls and turns what they throw into `storage_failed`, or `disk_full`, keeping the cause. */
export async function wrapStorageError<Result>(name: string, operation: () => Promise<Result>): Promise<Result> {
  try {
    return await operation()
  } catch (error) {
    throw toStorageError(name, error)
  }
}

export function toStorageError(name: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = typeof error === 'object' && error !== null && 'code' in error ? ` (${String(error.code)})` : ''
  return new AppError(isDiskFull(error) ? 'disk_full' : 'storage_failed', `${name} failed${code}`, { cause: error })
}

/** No room left, or none left for this user. */
function isDiskFull(error: unknown): boolean {
  return hasErrorCode(error, 'ENOSPC') || hasErrorCode(error, 'EDQUOT')
}

export function hasErrorCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code
}
