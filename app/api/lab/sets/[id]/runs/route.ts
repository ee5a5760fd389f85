import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../../api-route'
import { configurationSchema, nameSchema } from '../../../lab-bodies'

const bodySchema = z.object({
  configurations: z
    .array(z.object({ name: nameSchema, configuration: configurationSchema }))
    .min(1)
    .max(8),
})

export const GET = apiRoute<{ id: string }>(async (_request, { id }) => {
  const { lab } = await getServices()
  return jsonResponse({ runs: await lab.listRuns(id) })
})

export const POST = apiRoute<{ id: string }>(async (request, { id }) => {
  const { configurations } = await readJsonBody(request, bodySchema)
  const { lab } = await getServices()
  return jsonResponse(await lab.startRun(id, configurations), 202)
})
