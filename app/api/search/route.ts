import { z } from 'zod'
import type { Passage } from '@/lib/domain/passage'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../api-route'
import { filterBodySchema, filterOf } from '../passage-filter'

const bodySchema = z.object({
  query: z.string().trim().min(1).max(4000),
  top_k: z.number().int().min(1).max(100).default(10),
  filter: filterBodySchema.optional(),
})

export const POST = apiRoute(async (request) => {
  const { query, top_k: topK, filter } = await readJsonBody(request, bodySchema)
  const services = await getServices()
  const passages = await services.search({
    query,
    topK,
    filter: filterOf(filter),
    signal: request.signal,
  })
  return jsonResponse({ passages: passages.map(describePassage) })
})

function describePassage(passage: Passage) {
  const { contentHash: _hash, version: _version, createdAt: _createdAt, ...shown } = passage
  return shown
}
