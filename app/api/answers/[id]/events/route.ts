import { z } from 'zod'
import { eventStreamResponse } from '@/lib/http/event-stream'
import { readQuery } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

const lastEventId = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).catch(0)
const querySchema = z.object({ after: lastEventId.optional() })

/** The events of an answer that is being written, or was some minutes ago, after the last one that the reader knows. */
export const GET = apiRoute<{ id: string }>(async (request, { id }) => {
  const after = readQuery(request, querySchema).after ?? lastEventId.parse(request.headers.get('last-event-id') ?? 0)
  const { conversations } = await getServices()
  const leave = new AbortController()
  request.signal.addEventListener('abort', () => leave.abort(), { once: true })
  return eventStreamResponse(conversations.readEvents(id, after, leave.signal), () => leave.abort())
})
