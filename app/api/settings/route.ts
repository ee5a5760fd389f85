import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../api-route'

/** Everything the settings page shows. A key is never among it: only whether there is one. */
export const GET = apiRoute(async () => {
  const services = await getServices()
  const { id, slug, dimensions, maxTokens, languages } = services.embedder.model
  const { connection, origin } = await services.connections.read()
  return jsonResponse({
    llm: { baseUrl: connection?.baseUrl ?? null, model: connection?.model ?? null, hasKey: Boolean(connection?.apiKey), origin },
    embeddingModel: { id, slug, dimensions, maxTokens, languages },
    watch: services.readFolderState(),
    version: services.version,
  })
})
