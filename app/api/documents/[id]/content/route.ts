import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

/** The normalized text with its blocks, pages and places: what every offset of a citation counts in. The layout has a route of its own: it is larger than the text. */
export const GET = apiRoute<{ id: string }>(async (_request, { id }) => {
  const services = await getServices()
  const { content, ...document } = await services.readContent(id)
  const { layout, ...map } = content
  return jsonResponse({ document, ...map, hasLayout: layout.length > 0 })
})
