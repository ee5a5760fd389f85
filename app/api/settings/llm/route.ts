import { AppError } from '@/lib/domain/app-error'
import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'
import { readConnectionBody } from './connection-body'

/** Sets the default connection, after it has answered: for callers that know of one only. The others are under /api/connections. */
export const PUT = apiRoute(async (request) => {
  const services = await getServices()
  const { origin } = await services.connections.read()
  if (origin === 'environment') throw new AppError('conflict', 'The connection is set by the environment')
  const connection = await readConnectionBody(request, services)
  await services.connections.test(connection, request.signal)
  await services.connections.saveDefault(connection)
  return jsonResponse({ ok: true })
})

/** Deletes the default connection; the oldest of the others, where there is one, becomes it. */
export const DELETE = apiRoute(async () => {
  const services = await getServices()
  await services.connections.deleteDefault()
  return new Response(null, { status: 204 })
})
