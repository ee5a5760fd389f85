import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../api-route'
import { filterBodySchema, filterOf } from '../passage-filter'

const bodySchema = z.object({
  question: z.string().trim().min(1).max(4000),
  top_k: z.number().int().min(1).max(50).default(8),
  filter: filterBodySchema.optional(),
})

/** The whole answer at once, for programs. `POST /api/answers` is the same, streamed and kept as a conversation. */
export const POST = apiRoute(async (request) => {
  const { question, top_k: topK, filter } = await readJsonBody(request, bodySchema)
  const services = await getServices()
  const answer = await services.answer({ question, topK, filter: filterOf(filter), signal: request.signal })
  return jsonResponse({ answer: answer.text, kind: answer.kind, sources: answer.sources, citations: answer.citations })
})
