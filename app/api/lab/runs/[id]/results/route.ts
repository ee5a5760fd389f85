import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../../api-route'

export const GET = apiRoute<{ id: string }>(async (_request, { id }) => {
  const { lab } = await getServices()
  return jsonResponse(await lab.readResults(id))
})
