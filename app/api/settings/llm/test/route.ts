import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'
import { readConnectionBody } from '../connection-body'

export const POST = apiRoute(async (request) => {
  const services = await getServices()
  await services.connections.test(await readConnectionBody(request, services), request.signal)
  return jsonResponse({ ok: true })
})
