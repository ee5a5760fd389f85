import { z } from 'zod'
import { readQuery } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

/** `seen`: the id of the last event that the page has shown. */
const querySchema = z.object({ seen: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional() })

/** Ends an answer early; what was written is kept, as far as it was seen. Answers when it is. */
export const POST = apiRoute<{ id: string }>(async (request, { id }) => {
  const { seen } = readQuery(request, querySchema)
  await (await getServices()).conversations.stopAnswer(id, seen)
  return new Response(null, { status: 204 })
})
