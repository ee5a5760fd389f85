import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

/** Cuts a ready document anew with the collection's present settings; the old version answers until the new one is complete. */
export const POST = apiRoute<{ id: string }>(async (_request, { id }) => {
  const services = await getServices()
  return jsonResponse(await services.chunking.recut(id), 202)
})
