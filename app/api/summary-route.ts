import { z } from 'zod'
import { eventStreamResponse } from '@/lib/http/event-stream'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { requestLanguage } from '@/lib/http/request-language'
import { getServices } from '@/lib/services'

const bodySchema = z.object({ language: z.enum(['en', 'ko']).optional() })

/** The kept summary of a document, or of the library where `documentId` is null, in the caller's language. */
export async function readSummary(request: Request, documentId: string | null): Promise<Response> {
  const { summaries } = await getServices()
  return jsonResponse({ summary: await summaries.read(documentId, requestLanguage(request.headers)) })
}

/** Makes one and streams how far it is. It ends with the request. */
export async function makeSummary(request: Request, documentId: string | null): Promise<Response> {
  const { language = requestLanguage(request.headers) } = await readJsonBody(request, bodySchema)
  const { summaries } = await getServices()
  const leave = new AbortController()
  request.signal.addEventListener('abort', () => leave.abort(), { once: true })
  return eventStreamResponse(summaries.make(documentId, language, leave.signal), () => leave.abort())
}
