import { z } from 'zod'
import { AppError, toAppError } from '@/lib/domain/app-error'
import { type DocumentRecord, documentStatuses } from '@/lib/domain/document'
import { type ErrorCode, errorCatalog, type InterfaceLanguage } from '@/lib/domain/error-catalog'
import { uploadLimits } from '@/lib/domain/upload-limits'
import { jsonResponse } from '@/lib/http/handle-request'
import { readQuery } from '@/lib/http/read-json-body'
import { readUpload, type UploadedFile } from '@/lib/http/read-upload'
import { reportError } from '@/lib/http/report-error'
import { requestLanguage } from '@/lib/http/request-language'
import { showableName, tidySourceName } from '@/lib/http/tidy-source-name'
import { getServices, type Services } from '@/lib/services'
import { apiRoute } from '../api-route'

const listSchema = z.object({
  status: z.enum(documentStatuses).optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

export const GET = apiRoute(async (request) => {
  const services = await getServices()
  return jsonResponse(await services.documents.list(services.scope, readQuery(request, listSchema)))
})

interface Rejected {
  source: string
  code: ErrorCode
  message: string
}

/**
 * Takes the files one after the other, archives unpacked; a refused file does not stop the ones after it. When the body itself fails after
 * some files are in (too many files, damaged), the answer still tells which: they are in the library already.
 */
export const POST = apiRoute(async (request) => {
  const services = await getServices()
  const language = requestLanguage(request.headers)
  const documents: DocumentRecord[] = []
  const rejected: Rejected[] = []
  try {
    for await (const file of readUpload(request, { maxFiles: uploadLimits.maxFilesPerRequest })) {
      const taken = await takeFile(services, file)
      documents.push(...taken.documents)
      for (const { source, error } of taken.refused) {
        reportError('POST /api/documents', error)
        rejected.push(refuse(source, error, language))
      }
    }
  } catch (thrown) {
    const error = toAppError(thrown)
    if (documents.length === 0) throw error
    if (rejected.at(-1)?.code !== error.code) rejected.push(refuse('', error, language))
  }
  if (documents.length + rejected.length === 0) throw new AppError('invalid_request', 'The upload holds no file')
  return jsonResponse({ documents, rejected, events: '/api/documents/events' }, 202)
})

async function takeFile(services: Services, file: UploadedFile): Promise<Awaited<ReturnType<Services['takeUpload']>>> {
  try {
    return await services.takeUpload({ source: tidySourceName(file.name), origin: 'upload', content: file.content, maxBytes: uploadLimits.maxFileBytes })
  } catch (thrown) {
    return { documents: [], refused: [{ source: showableName(file.name), error: toAppError(thrown) }] }
  }
}

function refuse(source: string, error: AppError, language: InterfaceLanguage): Rejected {
  return { source, code: error.code, message: errorCatalog[error.code][language] }
}
