import { z } from 'zod'
import type { LlmConnectionInput } from '@/lib/domain/llm/llm-connection'
import { llmPresetIds, thisMachineAddress } from '@/lib/domain/llm/llm-connection'
import type { GeneratorConnection } from '@/lib/domain/ports/generator'
import { readJsonBody } from '@/lib/http/read-json-body'
import type { Services } from '@/lib/services'

const baseUrl = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .or(z.literal(thisMachineAddress))
const apiKey = z.string().trim().max(2000)
const model = z.string().trim().min(1).max(200)
const preset = z.enum(llmPresetIds)

const inputSchema = z.object({
  /** Left out or empty: the model's name. */
  name: z.string().trim().max(100).default(''),
  preset: preset.default('other'),
  base_url: baseUrl,
  model,
  api_key: apiKey.nullable().optional(),
  context_tokens: z.number().int().min(512).max(10_000_000).nullable().default(null),
})

export async function readConnectionInput(request: Request): Promise<LlmConnectionInput> {
  const { name, base_url, api_key, context_tokens, ...rest } = await readJsonBody(request, inputSchema)
  return { ...rest, name: name || rest.model, baseUrl: base_url, apiKey: api_key || null, contextTokens: context_tokens }
}

const changeSchema = z.object({
  name: z.string().trim().min(1).max(100).optional(),
  preset: preset.optional(),
  base_url: baseUrl.optional(),
  model: model.optional(),
  /** A text replaces the saved key, null deletes it; left out or empty it stays, unless the address names another server. */
  api_key: apiKey.nullable().optional(),
  context_tokens: inputSchema.shape.context_tokens.unwrap().optional(),
})

export async function readConnectionChange(request: Request): Promise<Partial<LlmConnectionInput>> {
  const { base_url, api_key, context_tokens, ...rest } = await readJsonBody(request, changeSchema)
  return {
    ...rest,
    ...(base_url === undefined ? {} : { baseUrl: base_url }),
    ...(api_key === undefined || api_key === '' ? {} : { apiKey: api_key }),
    ...(context_tokens === undefined ? {} : { contextTokens: context_tokens }),
  }
}

/** `id`: of the saved connection whose key is meant when none is given; it is sent to that connection's own server only. */
const draftSchema = z.object({
  preset: preset.default('other'),
  base_url: baseUrl,
  model: z.string().trim().max(200).default(''),
  api_key: apiKey.optional(),
  id: z.string().max(100).optional(),
})

export async function readDraftConnection(request: Request, services: Services): Promise<GeneratorConnection> {
  const { base_url, api_key, ...rest } = await readJsonBody(request, draftSchema)
  return services.connections.complete({ ...rest, baseUrl: base_url, apiKey: api_key })
}
