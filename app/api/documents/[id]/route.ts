import { AppError } from '@/lib/domain/app-error'
import { uploadLimits } from '@/lib/domain/upload-limits'
import { jsonResponse } from '@/lib/http/handle-request'
import { tidySourceName } from '@/lib/http/tidy-source-name'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'

export const GET = apiRoute<{ id: string }>(async (_request, { id }) => {
  const services = await getServices()
  return jsonResponse(await services.readDocument(id))
})

/**
 * The bytes of the body become the document of this name: here the last segment is the source, encoded. The same bytes under the
 * same name change nothing. 201 when the name is new, else 200, with the record.
 */
export const PUT = apiRoute<{ id: string }>(async (request, { id: source }) => {
  const { maxFileBytes } = uploadLimits
  if (Number(request.headers.get('content-length') ?? 0) > maxFileBytes) throw new AppError('payload_too_large', `The body is over ${maxFileBytes} bytes`)
  const services = await getServices()
  const incoming = { source: tidySourceName(source), origin: 'api' as const, content: readBody(request), maxBytes: maxFileBytes }
  const { document, outcome } = await services.addDocument(incoming)
  return jsonResponse(document, outcome === 'added' ? 201 : 200)
})

export const DELETE = apiRoute<{ id: string }>(async (_request, { id }) => {
  const services = await getServices()
  if (!(await services.deleteDocument(id))) throw new AppError('not_found', 'No such document')
  return new Response(null, { status: 204 })
})

async function* readBody(request: Request): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of request.body ?? []) yield bytes
  } catch (cause) {
    throw new AppError('invalid_request', 'The body broke off', { cause })
  }
}
