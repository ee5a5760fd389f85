import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai'
import { AppError } from '@/lib/domain/app-error'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import { isAboutLength } from './optional-parameters'

/**
 * Turns what the SDK throws into the catalogue's codes. The messages name the status and the server's error code only:
 * the server's own message may quote the prompt or a part of the key. It stays in `cause`.
 */
export function mapOpenAiError(error: unknown, hasStarted: boolean): AppError {
  if (error instanceof AppError) return error
  if (hasStarted) return new AppError('llm_interrupted', 'the stream broke after its first token', { cause: error })
  if (error instanceof APIUserAbortError) return new AppError('cancelled', 'the request was stopped', { cause: error })
  if (error instanceof APIConnectionTimeoutError) return new AppError('llm_timed_out', 'the server did not answer in time', { cause: error })
  if (error instanceof APIError && error.status !== undefined)
    return new AppError(codeOfStatus(error), `the server answered with status ${error.status}`, { cause: error })
  if (error instanceof APIConnectionError) return new AppError('llm_unreachable', 'the server cannot be reached', { cause: error })
  return new AppError('llm_failed', 'the server sent something that is not an answer', { cause: error })
}

/** True for an answer that says the quota is used up: waiting a moment does not help. */
export function isQuotaUsedUp(error: unknown): boolean {
  return error instanceof APIError && (error.status === 402 || error.code === 'insufficient_quota')
}

function codeOfStatus(error: APIError): ErrorCode {
  if (error.status === 401 || error.status === 403) return 'llm_unauthorized'
  if (error.status === 402 || error.status === 429) return 'llm_rate_limited'
  if (error.code === 'model_not_found') return 'llm_model_missing'
  // A server that knows the API says in JSON that the model is missing; a wrong path gets a plain "not found".
  if (error.status === 404) return isModelMissing(error) ? 'llm_model_missing' : 'llm_unreachable'
  if (isAboutLength(error)) return 'llm_context_exceeded'
  if (error.status === 408 || error.status === 504) return 'llm_timed_out'
  return 'llm_failed'
}

function isModelMissing(error: APIError): boolean {
  return error.error !== undefined && !/invalid url/i.test(error.message)
}
