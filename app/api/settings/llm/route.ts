import { AppError } from '@/lib/domain/app-error'
import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'
import { readConnectionBody } from './connection-body'

/** Saves a connection, after it has answered. */
export const PUT = apiRoute(async (request) => {
  const services = await getServices()
  const { origin } = await services.readGeneratorConnection()
  if (origin === 'environment') throw new AppError('conflict', 'The connection is set by the environment')
  const connection = await readConnectionBody(request, services)
  await services.testGeneratorConnection(connection, request.signal)
  await services.settings.saveGeneratorConnection(services.scope, connection)
  return jsonResponse({ ok: true })
})

export const DELETE = apiRoute(async () => {
  const services = await getServices()
  await services.settings.deleteGeneratorConnection(services.scope)
  return new Response(null, { status: 204 })
})
