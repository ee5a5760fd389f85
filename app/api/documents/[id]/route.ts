import { AppError } from '@/lib/domain/app-error'
import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'

export const GET = apiRoute<{ id: string }>(async (_request, { id }) => {
  const services = await getServices()
  return jsonResponse(await services.readDocument(id))
})

export const DELETE = apiRoute<{ id: string }>(async (_request, { id }) => {
  const services = await getServices()
  if (!(await services.deleteDocument(id))) throw new AppError('not_found', 'No such document')
  return new Response(null, { status: 204 })
})
