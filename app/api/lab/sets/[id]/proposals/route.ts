import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../../api-route'

const bodySchema = z.object({ count: z.number().int().min(1).max(20).default(5) })

/** Nothing is saved: what a person keeps comes back as questions. */
export const POST = apiRoute<{ id: string }>(async (request, { id }) => {
  const { count } = await readJsonBody(request, bodySchema)
  const { lab } = await getServices()
  return jsonResponse({ proposals: await lab.propose(id, count, request.signal) })
})
