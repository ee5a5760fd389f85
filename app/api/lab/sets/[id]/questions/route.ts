import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody, readQuery } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../../api-route'
import { judgementsSchema, questionSchema } from '../../../lab-bodies'

const maxBodyBytes = 4 * 1024 * 1024
const listSchema = z.object({ cursor: z.string().max(100).optional(), limit: z.coerce.number().int().min(1).max(500).default(100) })
const bodySchema = z.object({
  questions: z
    .array(z.object({ text: questionSchema, origin: z.enum(['hand', 'proposal']).default('hand'), judgements: judgementsSchema }))
    .min(1)
    .max(500),
})

export const GET = apiRoute<{ id: string }>(async (request, { id }) => {
  const page = readQuery(request, listSchema)
  const { lab } = await getServices()
  return jsonResponse(await lab.listQuestions(id, page))
})

/** Answers how many were added. */
export const POST = apiRoute<{ id: string }>(async (request, { id }) => {
  const { questions } = await readJsonBody(request, bodySchema, maxBodyBytes)
  const { lab } = await getServices()
  return jsonResponse({ added: await lab.addQuestions(id, questions) }, 201)
})
