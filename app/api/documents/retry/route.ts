import { z } from 'zod'
import { isErrorCode } from '@/lib/domain/error-catalog'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'

const bodySchema = z.object({ code: z.string().max(100).refine(isErrorCode).optional() })

/** Every failed document, or those that failed for one reason, joins the queue again. */
export const POST = apiRoute(async (request) => {
  const { code } = await readJsonBody(request, bodySchema)
  const services = await getServices()
  return jsonResponse({ queued: await services.queue.retryFailed(code) })
})
