import { z } from 'zod'
import { eventStreamResponse } from '@/lib/http/event-stream'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../api-route'
import { filterBodySchema, filterOf } from '../passage-filter'

const bodySchema = z.object({
  question: z.string().trim().min(1).max(4000),
  conversation_id: z.string().max(100).optional(),
  /** The answer to write anew; its question is asked again. */
  retry_of: z.string().max(100).optional(),
  top_k: z.number().int().min(1).max(50).default(8),
  filter: filterBodySchema.optional(),
})

export const POST = apiRoute(async (request) => {
  const body = await readJsonBody(request, bodySchema)
  const services = await getServices()
  const leave = new AbortController()
  request.signal.addEventListener('abort', () => leave.abort(), { once: true })
  const events = services.converse({
    question: body.question,
    conversationId: body.conversation_id,
    retryOf: body.retry_of,
    topK: body.top_k,
    filter: filterOf(body.filter),
    signal: leave.signal,
  })
  return eventStreamResponse(events, () => leave.abort())
})
