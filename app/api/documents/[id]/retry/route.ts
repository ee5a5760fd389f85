import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

export const POST = apiRoute<{ id: string }>(async (_request, { id }) => {
  const services = await getServices()
  return jsonResponse(await services.queue.retry(id), 202)
})
