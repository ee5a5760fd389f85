import type { EmbeddingModel } from '@/lib/domain/embedding-model'
import type { EmbeddingEndpoint } from '@/lib/domain/ports/embedder'

const manyLanguages = ['en', 'ko', 'ja', 'zh', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ru', 'uk', 'tr', 'ar', 'hi', 'id', 'th', 'vi']

/** Names of models that are published to search in many languages. Of any other only English is assumed: fused into Korean search, a model that cannot search in it does harm. */
const multilingualNames =
  /text-embedding-3|embed(ding)?-?(multilingual|gemma|v4)|multilingual|bge-m3|kure|qwen3-embedding|arctic-embed.*v?2|gemini-embedding|voyage-(3|multilingual)|solar-embedding|granite-embedding.*multilingual/i

/** As much as a chunk is worth, and less than any such service refuses. */
const chunkTokens = 512

/** `endpoint:<host>/<model>`: told apart from the models that run here by its beginning. */
export function endpointModelId({ baseUrl, model }: { baseUrl: string; model: string }): string {
  return `endpoint:${new URL(baseUrl).host}/${model}`
}

export function isEndpointModelId(id: string): boolean {
  return id.startsWith('endpoint:')
}

/** What the rest of Docent needs to know of a model behind an address. */
export function describeEndpointModel(endpoint: EmbeddingEndpoint): EmbeddingModel {
  const id = endpointModelId(endpoint)
  const languages = multilingualNames.test(endpoint.model) ? manyLanguages : ['en']
  return { id, slug: slugOf(`${id}-${endpoint.dimensions}`), dimensions: endpoint.dimensions, maxTokens: chunkTokens, languages }
}

/** Two names that differ only in what a slug cannot hold must not meet in one collection: the sum of all characters tells them apart. */
function slugOf(id: string): string {
  let sum = 0
  for (const character of id) sum = (Math.imul(sum, 31) + (character.codePointAt(0) ?? 0)) >>> 0
  const readable = id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return `${readable.slice(0, 60)}-${sum.toString(36)}`
}
