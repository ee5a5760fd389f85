import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

const bodySchema = z.object({ model_id: z.string().min(1).max(300) })

/** Opens the model and measures it for a few seconds. */
export const POST = apiRoute(async (request) => {
  const { model_id: modelId } = await readJsonBody(request, bodySchema)
  const services = await getServices()
  return jsonResponse(await services.modelChanges.estimate(modelId))
})
