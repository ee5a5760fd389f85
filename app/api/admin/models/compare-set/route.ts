import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

const bodySchema = z.object({ test_set_id: z.string().min(1).max(100) })

/** A test set measured with both models, one after the other. */
export const POST = apiRoute(async (request) => {
  const { test_set_id: testSetId } = await readJsonBody(request, bodySchema)
  const services = await getServices()
  return jsonResponse(await services.modelChanges.compareSet(testSetId))
})
