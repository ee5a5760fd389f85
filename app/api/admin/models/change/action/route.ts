import { z } from 'zod'
import { modelChangeActions } from '@/lib/domain/retrieval/model-change'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../../api-route'

const bodySchema = z.object({ action: z.enum(modelChangeActions) })

export const POST = apiRoute(async (request) => {
  const { action } = await readJsonBody(request, bodySchema)
  const services = await getServices()
  return jsonResponse(await services.modelChanges.act(action))
})
