import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

export const GET = apiRoute<{ id: string }>(async (_request, { id }) => {
  const services = await getServices()
  await services.readDocument(id)
  return jsonResponse({ versions: await services.documents.listVersions(services.scope, id) })
})
