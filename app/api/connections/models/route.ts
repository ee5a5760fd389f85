import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'
import { readDraftConnection } from '../connection-bodies'

export const POST = apiRoute(async (request) => {
  const services = await getServices()
  const models = await services.connections.listModels(await readDraftConnection(request, services), request.signal)
  return jsonResponse({ models })
})
