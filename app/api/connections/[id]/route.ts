import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'
import { readConnectionChange } from '../connection-bodies'

export const PATCH = apiRoute<{ id: string }>(async (request, { id }) => {
  const change = await readConnectionChange(request)
  const services = await getServices()
  return jsonResponse(await services.connections.update(id, change))
})

export const DELETE = apiRoute<{ id: string }>(async (_request, { id }) => {
  const services = await getServices()
  await services.connections.delete(id)
  return new Response(null, { status: 204 })
})
