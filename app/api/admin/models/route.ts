import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'

export const GET = apiRoute(async () => {
  const services = await getServices()
  return jsonResponse(await services.modelChanges.describe())
})
