import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'

const bodySchema = z.object({ title: z.string().trim().min(1).max(200) })

export const GET = apiRoute<{ id: string }>(async (_request, { id }) => {
  const services = await getServices()
  const conversation = await services.conversations.read(services.scope, id)
  if (!conversation) throw new AppError('not_found', 'No such conversation')
  return jsonResponse(conversation)
})

export const PATCH = apiRoute<{ id: string }>(async (request, { id }) => {
  const { title } = await readJsonBody(request, bodySchema)
  const services = await getServices()
  return jsonResponse(await services.conversations.rename(services.scope, id, title))
})

export const DELETE = apiRoute<{ id: string }>(async (_request, { id }) => {
  const services = await getServices()
  if (!(await services.conversations.delete(services.scope, id))) throw new AppError('not_found', 'No such conversation')
  return new Response(null, { status: 204 })
})
