import { z } from 'zod'
import { eventStreamResponse } from '@/lib/http/event-stream'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../api-route'
import { filterBodySchema, filterOf } from '../passage-filter'

const id = z.string().max(100)
const bodySchema = z.object({
  question: z.string().trim().min(1).max(4000),
  conversation_id: id.optional(),
  /** The message that the question follows; null for another first question; missing: the last one that is shown. */
  parent_id: id.nullish(),
  /** An answer whose question is asked again. */
  retry_of: id.optional(),
  /** Missing: the conversation's language model. */
  connection_id: id.optional(),
  top_k: z.number().int().min(1).max(50).default(8),
  /** Missing: what the conversation is pinned to. */
  filter: filterBodySchema.optional(),
})

/** The answer goes on when the reader leaves; `[id]/events` reads it further, `[id]/stop` ends it. */
export const POST = apiRoute(async (request) => {
  const body = await readJsonBody(request, bodySchema)
  const { conversations } = await getServices()
  const leave = new AbortController()
  request.signal.addEventListener('abort', () => leave.abort(), { once: true })
  const turn = {
    question: body.question,
    conversationId: body.conversation_id,
    parentId: body.parent_id,
    retryOf: body.retry_of,
    connectionId: body.connection_id,
    topK: body.top_k,
    filter: filterOf(body.filter),
  }
  return eventStreamResponse(await conversations.ask(turn, leave.signal), () => leave.abort())
})
