import { AppError } from '@/lib/domain/app-error'
import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'
import { readDraftConnection } from '../connection-bodies'

/** Asks the model for one token. */
export const POST = apiRoute(async (request) => {
  const services = await getServices()
  const connection = await readDraftConnection(request, services)
  if (connection.model === '') throw new AppError('invalid_request', 'model: is missing')
  await services.connections.test(connection, request.signal)
  return jsonResponse({ ok: true })
})
