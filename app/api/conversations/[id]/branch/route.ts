import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

const bodySchema = z.object({ message_id: z.string().max(100) })

/** Shows the branch that this message is on. */
export const POST = apiRoute<{ id: string }>(async (request, { id }) => {
  const { message_id: messageId } = await readJsonBody(request, bodySchema)
  const { conversations } = await getServices()
  return jsonResponse(await conversations.showBranch(id, messageId))
})
