import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../api-route'

const bodySchema = z.object({
  url: z.string().trim().min(1).max(2000),
  limits: z
    .object({
      depth: z.number().int().min(0).max(10).default(0),
      max_pages: z.number().int().min(1).max(5000).default(1),
      path_prefix: z.string().max(500).regex(/^\//, 'must begin with /').default('/'),
      take: z.enum(['pages', 'files', 'both']).default('both'),
    })
    .default({ depth: 0, max_pages: 1, path_prefix: '/', take: 'both' }),
  interval_hours: z.number().int().min(1).max(8760).nullable().default(null),
})

export const GET = apiRoute(async () => {
  const services = await getServices()
  return jsonResponse({ sites: await services.sites.list() })
})

export const POST = apiRoute(async (request) => {
  const { url, limits, interval_hours } = await readJsonBody(request, bodySchema)
  const services = await getServices()
  const { depth, max_pages, path_prefix, take } = limits
  const site = { url, limits: { depth, maxPages: max_pages, pathPrefix: path_prefix, take }, intervalHours: interval_hours }
  return jsonResponse(await services.sites.add(site), 202)
})
