import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

/** Ends an answer early; what was written is kept. Answers when it is. */
export const POST = apiRoute<{ id: string }>(async (_request, { id }) => {
  await (await getServices()).conversations.stopAnswer(id)
  return new Response(null, { status: 204 })
})
