import { setTimeout as sleep } from 'node:timers/promises'
import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai'
import { AppError } from '@/lib/domain/app-error'
import { isQuotaUsedUp } from './map-openai-error'

const firstPauseMilliseconds = 500

/** True for what may pass by itself: too many requests, a server error, a refused connection. */
export function isWorthRetrying(error: unknown): boolean {
  if (error instanceof APIConnectionTimeoutError) return false
  if (error instanceof APIConnectionError) return true
  if (!(error instanceof APIError) || error.status === undefined || isQuotaUsedUp(error)) return false
  return error.status === 429 || error.status >= 500
}

/**
 * Milliseconds to wait before attempt number `attempt + 1`: what the server asks for in Retry-After, else a pause that
 * doubles. Null when the server asks for more than `longest`: then nobody waits.
 */
export function retryPause(error: unknown, attempt: number, longest: number): number | null {
  const asked = error instanceof APIError ? retryAfter(error.headers) : null
  if (asked !== null) return asked <= longest ? asked : null
  return Math.min(firstPauseMilliseconds * 2 ** (attempt - 1), longest)
}

/** Errors: cancelled. */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal })
  } catch (error) {
    throw new AppError('cancelled', 'the request was stopped', { cause: error })
  }
}

function retryAfter(headers: Headers | undefined): number | null {
  const value = headers?.get('retry-after')
  if (!value) return null
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now())
}
