import { AppError } from '@/lib/domain/app-error'
import { errorCatalog } from '@/lib/domain/error-catalog'

/**
 * Writes one line about a failure to the log: code, message, and the chain of causes by name and message code only.
 * A cause's own message may quote a document or an address with a key, so it is left out unless it is ours.
 */
export function reportError(place: string, error: AppError): void {
  if (errorCatalog[error.code].status < 500) return
  console.error(`[docent] ${new Date().toISOString()} ${place}: ${error.code}: ${error.message}${describeCauses(error.cause)}`)
}

function describeCauses(cause: unknown, depth = 0): string {
  if (cause === undefined || cause === null || depth > 4) return ''
  if (cause instanceof AppError) return ` < ${cause.code}: ${cause.message}${describeCauses(cause.cause, depth + 1)}`
  if (!(cause instanceof Error)) return ` < ${typeof cause}`
  const code = 'code' in cause && typeof cause.code === 'string' ? ` ${cause.code}` : ''
  const place = depth === 0 ? firstOwnFrame(cause) : ''
  return ` < ${cause.name}${code}${place}${describeCauses(cause.cause, depth + 1)}`
}

function firstOwnFrame(error: Error): string {
  const frame = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '))
  return frame ? ` (${frame.trim()})` : ''
}
