import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'
import { nameSchema } from '../../lab-bodies'

const bodySchema = z.object({ name: nameSchema })

export const GET = apiRoute<{ id: string }>(async (_request, { id }) => {
  const { lab } = await getServices()
  return jsonResponse(await lab.readSet(id))
})

export const PATCH = apiRoute<{ id: string }>(async (request, { id }) => {
  const { name } = await readJsonBody(request, bodySchema)
  const { lab } = await getServices()
  return jsonResponse(await lab.renameSet(id, name))
})

export const DELETE = apiRoute<{ id: string }>(async (_request, { id }) => {
  const { lab } = await getServices()
  await lab.deleteSet(id)
  return new Response(null, { status: 204 })
})
