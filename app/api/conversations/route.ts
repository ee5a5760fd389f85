import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readQuery } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../api-route'

const listSchema = z.object({
  query: z.string().trim().max(200).optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const GET = apiRoute(async (request) => {
  const { conversations } = await getServices()
  return jsonResponse(await conversations.list(readQuery(request, listSchema)))
})
