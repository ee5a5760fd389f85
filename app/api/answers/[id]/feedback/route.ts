import { z } from 'zod'
import { feedbackValues } from '@/lib/domain/conversation'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { requestLanguage } from '@/lib/http/request-language'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

const bodySchema = z.object({ value: z.enum(feedbackValues).nullable(), reason: z.string().trim().max(2000).nullish() })

/** What a person thinks of an answer; null takes it back. The answer comes back with it. */
export const POST = apiRoute<{ id: string }>(async (request, { id }) => {
  const { value, reason } = await readJsonBody(request, bodySchema)
  const { lab } = await getServices()
  const feedback = value === null ? null : { value, reason: reason || null }
  return jsonResponse(await lab.keepFeedback({ answerId: id, feedback, language: requestLanguage(request.headers), signal: request.signal }))
})
