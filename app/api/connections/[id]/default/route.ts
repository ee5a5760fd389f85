import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

export const POST = apiRoute<{ id: string }>(async (_request, { id }) => {
  const services = await getServices()
  await services.connections.setDefault(id)
  return jsonResponse({ connections: await services.connections.list() })
})
