import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

const bodySchema = z.object({ query: z.string().trim().min(1).max(2000), top_k: z.int().min(1).max(50).default(5) })

/** The same question put to both models. */
export const POST = apiRoute(async (request) => {
  const { query, top_k: topK } = await readJsonBody(request, bodySchema)
  const services = await getServices()
  return jsonResponse(await services.modelChanges.compare({ query, topK }))
})
