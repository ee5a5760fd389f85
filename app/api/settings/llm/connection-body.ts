import { z } from 'zod'
import type { GeneratorConnection } from '@/lib/domain/ports/generator'
import { readJsonBody } from '@/lib/http/read-json-body'
import type { Services } from '@/lib/services'

const bodySchema = z.object({
  base_url: z.url({ protocol: /^https?$/ }).max(500),
  model: z.string().trim().min(1).max(200),
  /** Left out or empty: the default connection's key, but only for the same server, so that a key cannot be sent somewhere else. */
  api_key: z.string().trim().max(1000).optional(),
})

export async function readConnectionBody(request: Request, services: Services): Promise<GeneratorConnection> {
  const { base_url: baseUrl, model, api_key: apiKey } = await readJsonBody(request, bodySchema)
  return services.connections.completeDefault({ baseUrl, model, apiKey })
}
