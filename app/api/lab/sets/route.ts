import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'
import { nameSchema } from '../lab-bodies'

const bodySchema = z.object({ name: nameSchema })

export const GET = apiRoute(async () => {
  const { lab } = await getServices()
  return jsonResponse({ sets: await lab.listSets() })
})

export const POST = apiRoute(async (request) => {
  const { name } = await readJsonBody(request, bodySchema)
  const { lab } = await getServices()
  return jsonResponse(await lab.createSet(name), 201)
})
