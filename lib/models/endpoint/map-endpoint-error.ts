import { APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai'
import { AppError } from '@/lib/domain/app-error'

/**
 * Turns what the SDK throws into the catalogue's codes. Messages name the status only: the server's own may quote a text or a part of
 * the key. It stays in `cause`.
 */
export function mapEndpointError(error: unknown, signal: AbortSignal | undefined): AppError {
  if (signal?.aborted || error instanceof APIUserAbortError) return new AppError('cancelled', 'the embedding was stopped', { cause: error })
  if (error instanceof AppError) return error
  if (error instanceof APIConnectionTimeoutError)
    return new AppError('embedding_endpoint_failed', 'the embedding service did not answer in time', { cause: error })
  if (error instanceof APIError && error.status !== undefined)
    return new AppError('embedding_endpoint_failed', `the embedding service answered with status ${error.status}`, { cause: error })
  return new AppError('embedding_endpoint_failed', 'the embedding service cannot be reached or sent no answer', { cause: error })
}
