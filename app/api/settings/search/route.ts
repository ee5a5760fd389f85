import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'

const bodySchema = z.object({ multi_query: z.boolean(), hypothetical_document: z.boolean(), rerank: z.boolean() })

/** How questions are searched. */
export const GET = apiRoute(async () => {
  const services = await getServices()
  return jsonResponse(await services.searching.readSettings())
})

/** Saves it. The first two need a language model: without one they cannot be switched on. */
export const PUT = apiRoute(async (request) => {
  const { multi_query: multiQuery, hypothetical_document: hypotheticalDocument, rerank } = await readJsonBody(request, bodySchema)
  const services = await getServices()
  const { connection } = await services.connections.read()
  if (connection === null && (multiQuery || hypotheticalDocument)) throw new AppError('conflict', 'No language model is connected')
  const settings = { multiQuery, hypotheticalDocument, rerank }
  await services.searching.saveSettings(settings)
  return jsonResponse(settings)
})
