import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readQuery } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'

/** Keeping is the default: what is deleted is gone for good. */
const querySchema = z.object({ documents: z.enum(['keep', 'delete']).default('keep') })

export const GET = apiRoute<{ id: string }>(async (_request, { id }) => {
  const services = await getServices()
  return jsonResponse(await services.sites.readWithPages(id))
})

export const DELETE = apiRoute<{ id: string }>(async (request, { id }) => {
  const { documents } = readQuery(request, querySchema)
  const services = await getServices()
  await services.sites.delete(id, documents)
  return new Response(null, { status: 204 })
})
