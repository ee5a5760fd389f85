import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../../api-route'

export const POST = apiRoute<{ id: string }>(async (_request, { id }) => {
  const { lab } = await getServices()
  return jsonResponse(await lab.cancelRun(id))
})
