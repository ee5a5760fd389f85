import { z } from 'zod'
import { tagLimits } from '@/lib/domain/retrieval/tags'
import { jsonResponse } from '@/lib/http/handle-request'
import { readJsonBody } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

const bodySchema = z.object({ tags: z.array(z.string().max(tagLimits.characters)).max(tagLimits.tags) })

/** Files the document under these words instead of those it had; searches that filter on them follow at once. */
export const PUT = apiRoute<{ id: string }>(async (request, { id }) => {
  const { tags } = await readJsonBody(request, bodySchema)
  const services = await getServices()
  return jsonResponse(await services.tagDocument(id, tags))
})
