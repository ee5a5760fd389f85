import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

/** The normalized text with its blocks and pages: what every offset of a citation counts in. */
export const GET = apiRoute<{ id: string }>(async (_request, { id }) => {
  const services = await getServices()
  const { content, ...document } = await services.readContent(id)
  return jsonResponse({ document, ...content })
})
