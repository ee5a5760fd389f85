import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../api-route'

const bodySchema = z.object({ action: z.enum(['pause', 'resume', 'cancel']) })

export const POST = apiRoute(async (request) => {
  const { action } = await readJsonBody(request, bodySchema)
  const { queue } = await getServices()
  if (action === 'pause') await queue.pause()
  else if (action === 'resume') await queue.resume()
  else await queue.cancelAll()
  return jsonResponse({ queue: await queue.readState() })
})
