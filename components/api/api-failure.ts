import { type ErrorCode, errorCatalog, isErrorCode } from '@/lib/domain/error-catalog'

/** A call that did not succeed. `message` is a sentence for the person, in their language; `status` is 0 when no answer came. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly code: ErrorCode | 'network_failure'
  readonly status: number

  constructor(code: ErrorCode | 'network_failure', message: string, status: number) {
    super(message)
    this.code = code
    this.status = status
  }
}

const networkFailure = {
  en: 'Docent is not answering. Check that it is still running, then try again.',
  ko: '도슨트가 응답하지 않습니다. 실행 중인지 확인한 뒤 다시 시도해 주세요.',
}

function pageLanguage(): 'en' | 'ko' {
  return typeof document !== 'undefined' && document.documentElement.lang.startsWith('ko') ? 'ko' : 'en'
}

export function networkFailureOf(): ApiFailure {
  return new ApiFailure('network_failure', networkFailure[pageLanguage()], 0)
}

/** Reads `{error: {code, message}}`; whatever else came back is reported as an internal error. */
export async function failureOf(response: Response): Promise<ApiFailure> {
  const body: unknown = await response.json().catch(() => null)
  const error = isErrorBody(body) ? body.error : { code: 'internal_error', message: '' }
  const code = isErrorCode(error.code) ? error.code : 'internal_error'
  return new ApiFailure(code, error.message || errorCatalog[code][pageLanguage()], response.status)
}

function isErrorBody(body: unknown): body is { error: { code: string; message: string } } {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false
  const { error } = body
  return (
    typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' && 'message' in error && typeof error.message === 'string'
  )
}

/** True for the error of a call that the caller itself took back. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
