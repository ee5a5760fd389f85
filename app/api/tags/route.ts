import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../api-route'

/** Every tag of the library with the number of its documents, the most used first. */
export const GET = apiRoute(async () => {
  const services = await getServices()
  return jsonResponse({ tags: await services.listTags() })
})
