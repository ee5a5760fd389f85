import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

/** Gives the conversation a read-only page, and keeps the address of one that has it. */
export const POST = apiRoute<{ id: string }>(async (_request, { id }) => jsonResponse(await (await getServices()).conversations.share(id)))

/** Takes the address back: the page is gone, and the next has another address. */
export const DELETE = apiRoute<{ id: string }>(async (_request, { id }) => {
  await (await getServices()).conversations.unshare(id)
  return new Response(null, { status: 204 })
})
