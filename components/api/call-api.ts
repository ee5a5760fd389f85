import { fromWire } from '@/lib/domain/wire-format'
import { isAbort, networkFailureOf } from './api-failure'
import { type RequestOptions, sendRequest } from './send-request'

/**
 * One JSON call to Docent's own API. `Shape` is the camelCase domain shape of the answer; it is `undefined` for 204.
 *
 * @throws ApiFailure, or an AbortError when `signal` fired.
 */
export async function callApi<Shape = undefined>(path: string, options: RequestOptions = {}): Promise<Shape> {
  const response = await sendRequest(path, options, 'application/json')
  if (response.status === 204) return undefined as Shape
  const body: unknown = await response.json().catch((error: unknown) => {
    throw isAbort(error) ? error : networkFailureOf()
  })
  return fromWire<Shape>(body)
}
