import type { AppError } from '@/lib/domain/app-error'
import { errorCatalog, type InterfaceLanguage } from '@/lib/domain/error-catalog'

/** What every failed call answers: `{"error": {"code", "message", "detail"?}}` with the catalogue's status. */
export function errorBody(error: AppError, language: InterfaceLanguage): { error: { code: string; message: string; detail?: string } } {
  const body = { code: error.code, message: errorCatalog[error.code][language] }
  // The error's own message is the place in the file ("qrels.tsv:12"), without which nobody would find the line.
  if (error.code === 'test_file_damaged') return { error: { ...body, message: `${body.message} (${error.message})` } }
  return { error: error.code === 'invalid_request' ? { ...body, detail: error.message } : body }
}

export function errorResponse(error: AppError, language: InterfaceLanguage): Response {
  return Response.json(errorBody(error, language), { status: errorCatalog[error.code].status, headers: { 'cache-control': 'no-store' } })
}
