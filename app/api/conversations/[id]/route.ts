import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'
import { filterBodySchema, filterOf } from '../../passage-filter'

const bodySchema = z.object({
  title: z.string().trim().min(1).max(200).optional(),
  /** What its questions are asked of; null for the whole library. */
  pinned: filterBodySchema.nullish(),
  /** The language model of its questions; null for the default. */
  connection_id: z.string().max(100).nullish(),
})

export const GET = apiRoute<{ id: string }>(async (_request, { id }) => jsonResponse(await (await getServices()).conversations.read(id)))

export const PATCH = apiRoute<{ id: string }>(async (request, { id }) => {
  const { title, pinned, connection_id: connectionId } = await readJsonBody(request, bodySchema)
  const { conversations } = await getServices()
  const renamed = title === undefined ? null : await conversations.rename(id, title)
  if (pinned === undefined && connectionId === undefined) return jsonResponse(renamed ?? (await conversations.read(id)))
  return jsonResponse(await conversations.configure(id, { pinned: pinned === null ? null : filterOf(pinned), connectionId }))
})

export const DELETE = apiRoute<{ id: string }>(async (_request, { id }) => {
  const { conversations } = await getServices()
  if (!(await conversations.delete(id))) throw new AppError('not_found', 'No such conversation')
  return new Response(null, { status: 204 })
})
