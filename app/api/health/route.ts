import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../api-route'

/** 200 when questions can be answered, 503 when not. A language model that is down does not count: quoting goes on. */
export const GET = apiRoute(async () => {
  const services = await getServices()
  const health = await services.checkHealth()
  return jsonResponse(health, health.status === 'unavailable' ? 503 : 200)
})
