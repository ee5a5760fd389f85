import { AppError } from '@/lib/domain/app-error'
import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

const neighbourCount = 10

export const GET = apiRoute<{ id: string }>(async (_request, { id }) => {
  const services = await getServices()
  const chunk = /^[0-9a-f-]{36}$/i.test(id) ? await services.index.readChunk(services.scope, id) : null
  if (!chunk) throw new AppError('not_found', 'No such chunk')
  return jsonResponse({ chunk, neighbours: await services.index.findNeighbours(services.scope, id, neighbourCount) })
})
