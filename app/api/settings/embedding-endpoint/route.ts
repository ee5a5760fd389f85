import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'

const bodySchema = z.object({
  base_url: z.url({ protocol: /^https?$/ }).max(500),
  model: z.string().trim().min(1).max(200),
  /** Left out or empty: the saved key, but only for the same address, so that a key cannot be sent somewhere else. */
  api_key: z.string().trim().max(1000).optional(),
})

/** A key is never among it: only whether there is one. */
export const GET = apiRoute(async () => {
  const services = await getServices()
  return jsonResponse(await services.embeddingEndpoints.describe())
})

/** Saves an embedding service, after it has answered and told how long its vectors are. */
export const PUT = apiRoute(async (request) => {
  const services = await getServices()
  const { base_url: baseUrl, model, api_key: apiKey } = await readJsonBody(request, bodySchema)
  await services.embeddingEndpoints.save({ baseUrl, model, apiKey: apiKey || null }, services.embedder.model.id, request.signal)
  return jsonResponse(await services.embeddingEndpoints.describe())
})

export const DELETE = apiRoute(async () => {
  const services = await getServices()
  await services.embeddingEndpoints.delete(services.embedder.model.id)
  return new Response(null, { status: 204 })
})
