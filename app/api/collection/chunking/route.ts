import { z } from 'zod'
import { chunkStrategies } from '@/lib/domain/chunk'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'

const bodySchema = z.object({ strategy: z.enum(chunkStrategies), max_tokens: z.int().nullable().default(null) })

export const GET = apiRoute(async () => {
  const services = await getServices()
  return jsonResponse(await services.chunking.describe())
})

/** Queues every ready document that was cut otherwise. */
export const PUT = apiRoute(async (request) => {
  const { strategy, max_tokens: maxTokens } = await readJsonBody(request, bodySchema)
  const services = await getServices()
  return jsonResponse({ queued: await services.chunking.change({ strategy, maxTokens }) })
})
