import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

export const GET = apiRoute<{ id: string }>(async (_request, { id }) => {
  const { lab } = await getServices()
  return jsonResponse(await lab.readRun(id))
})

/** One that is running is cancelled first. */
export const DELETE = apiRoute<{ id: string }>(async (_request, { id }) => {
  const { lab } = await getServices()
  await lab.deleteRun(id)
  return new Response(null, { status: 204 })
})
