import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../api-route'
import { readConnectionInput } from './connection-bodies'

/** A key is never among it: only whether there is one. */
export const GET = apiRoute(async () => {
  const services = await getServices()
  return jsonResponse({ connections: await services.connections.list() })
})

export const POST = apiRoute(async (request) => {
  const input = await readConnectionInput(request)
  const services = await getServices()
  await services.connections.create(input)
  return jsonResponse({ connections: await services.connections.list() }, 201)
})
