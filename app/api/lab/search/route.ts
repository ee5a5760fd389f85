import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'
import { configurationSchema, questionSchema } from '../lab-bodies'

const bodySchema = z.object({
  query: questionSchema,
  top_k: z.number().int().min(1).max(50).default(10),
  configurations: z.array(configurationSchema).min(1).max(4),
})

export const POST = apiRoute(async (request) => {
  const { query, top_k, configurations } = await readJsonBody(request, bodySchema)
  const { lab } = await getServices()
  return jsonResponse({ results: await lab.search(query, top_k, configurations, request.signal) })
})
