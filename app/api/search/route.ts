import { z } from 'zod'
import type { Passage } from '@/lib/domain/passage'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../api-route'

const values = z.array(z.string().min(1).max(500)).max(100).optional()

const bodySchema = z.object({
  query: z.string().trim().min(1).max(4000),
  top_k: z.number().int().min(1).max(100).default(10),
  filter: z.strictObject({ document_ids: values, sources: values, languages: values }).optional(),
})

export const POST = apiRoute(async (request) => {
  const { query, top_k: topK, filter } = await readJsonBody(request, bodySchema)
  const services = await getServices()
  const passages = await services.search({
    query,
    topK,
    filter: filter && { documentIds: filter.document_ids, sources: filter.sources, languages: filter.languages },
    signal: request.signal,
  })
  return jsonResponse({ passages: passages.map(describePassage) })
})

function describePassage(passage: Passage) {
  const { contentHash: _hash, version: _version, createdAt: _createdAt, ...shown } = passage
  return shown
}
