import { z } from 'zod'
import { uploadLimits } from '@/lib/domain/upload-limits'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { tidySourceName } from '@/lib/http/tidy-source-name'
import { getServices } from '@/lib/services'
import { apiRoute } from '../api-route'

const bodySchema = z.object({ source: z.string().min(1).max(1000), text: z.string().min(1).max(uploadLimits.maxPastedTextCharacters) })

export const POST = apiRoute(async (request) => {
  const { source, text } = await readJsonBody(request, bodySchema, uploadLimits.maxPastedTextCharacters * 6)
  const services = await getServices()
  const { document } = await services.addDocument({ source: tidySourceName(source), origin: 'paste', content: utf8(text), maxBytes: uploadLimits.maxFileBytes })
  return jsonResponse({ id: document.id, status: document.status, document, events: '/api/documents/events' }, 202)
})

async function* utf8(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}
