import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'
import { judgementsSchema } from '../../lab-bodies'

const maxBodyBytes = 4 * 1024 * 1024
const bodySchema = z.object({ judgements: judgementsSchema })

/** Replaces its judgements. */
export const PUT = apiRoute<{ id: string }>(async (request, { id }) => {
  const { judgements } = await readJsonBody(request, bodySchema, maxBodyBytes)
  const { lab } = await getServices()
  return jsonResponse(await lab.judgeQuestion(id, judgements))
})

export const DELETE = apiRoute<{ id: string }>(async (_request, { id }) => {
  const { lab } = await getServices()
  await lab.deleteQuestion(id)
  return new Response(null, { status: 204 })
})
