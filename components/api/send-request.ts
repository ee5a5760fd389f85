import { toWire } from '@/lib/domain/wire-format'
import { failureOf, isAbort, networkFailureOf } from './api-failure'

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as snake_case JSON, or as it is when it is form data. */
  body?: unknown
  signal?: AbortSignal
}

/**
 * Calls Docent's own API and returns the response when it succeeded.
 *
 * @throws ApiFailure for every refusal and for a server that cannot be reached; an AbortError when `signal` fired.
 */
export async function sendRequest(path: string, { method = 'GET', body, signal }: RequestOptions, accept: string): Promise<Response> {
  const isForm = body instanceof FormData
  const response = await fetch(path, {
    method,
    headers: body === undefined || isForm ? { accept } : { accept, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(toWire(body)) }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    throw isAbort(error) ? error : networkFailureOf()
  })
  if (!response.ok) throw await failureOf(response)
  return response
}
