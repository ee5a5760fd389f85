import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'

/** The servers that run on this machine's usual ports, whether or not there is a connection to them. */
export const GET = apiRoute(async () => {
  const services = await getServices()
  return jsonResponse({ found: await services.connections.discover() })
})
