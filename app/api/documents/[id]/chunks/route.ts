import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readQuery } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

const pageSchema = z.object({ cursor: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(200).default(50) })

export const GET = apiRoute<{ id: string }>(async (request, { id }) => {
  const services = await getServices()
  const document = await services.readDocument(id)
  return jsonResponse(await services.index.listChunks(services.scope, document.id, readQuery(request, pageSchema)))
})
