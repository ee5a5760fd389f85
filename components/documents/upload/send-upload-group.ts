import { ApiFailure, failureOf, networkFailureOf } from '@/components/api/api-failure'
import type { DocumentRecord } from '@/lib/domain/document'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import { fromWire } from '@/lib/domain/wire-format'
import type { UploadFile } from './upload-file'

export interface UploadAnswer {
  documents: DocumentRecord[]
  rejected: Array<{ source: string; code: ErrorCode; message: string }>
}

/**
 * Sends one group of files and tells how many bytes have left. XMLHttpRequest, because `fetch` cannot report upload
 * progress in any browser.
 *
 * @throws ApiFailure; an AbortError when `signal` fired.
 */
export function sendUploadGroup(group: UploadFile[], options: { signal: AbortSignal; onProgress: (sentBytes: number) => void }): Promise<UploadAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    request.upload.addEventListener('progress', (event) => options.onProgress(event.loaded))
    request.addEventListener('load', () => readAnswer(request).then(resolve, reject))
    request.addEventListener('error', () => reject(networkFailureOf()))
    request.addEventListener('abort', () => reject(new DOMException('The upload was cancelled', 'AbortError')))
    request.addEventListener('loadend', () => options.signal.removeEventListener('abort', abort))
    options.signal.addEventListener('abort', abort)
    request.open('POST', '/api/documents')
    request.setRequestHeader('accept', 'application/json')
    request.send(formOf(group))
  })
}

/** Browsers may cut folders from a file's own name, therefore each file is preceded by its path. */
function formOf(group: UploadFile[]): FormData {
  const form = new FormData()
  for (const { file, source } of group) {
    form.append('paths', source)
    form.append('files', file, file.name)
  }
  return form
}

async function readAnswer(request: XMLHttpRequest): Promise<UploadAnswer> {
  if (request.status < 200 || request.status > 299) throw await failureOf(new Response(request.responseText, { status: Math.max(request.status, 400) }))
  try {
    return fromWire<UploadAnswer>(JSON.parse(request.responseText))
  } catch {
    throw new ApiFailure('network_failure', networkFailureOf().message, request.status)
  }
}
