import type { Embedder } from '@/lib/domain/ports/embedder'
import { servesQuery } from './serves-query'

/**
 * A sentence and others as vectors of one model, before anything that is not urgent: somebody waits. All are embedded as passages, since
 * a statement is none of them more than another. Null where the embedder does not serve the sentence's language, or was changed meanwhile.
 * Errors: those of the embedder.
 */
export async function embedWithClaim(
  embedder: Pick<Embedder, 'model' | 'embedPassages'>,
  { claim, texts, signal }: { claim: string; texts: string[]; signal?: AbortSignal },
): Promise<{ claim: Float32Array; texts: Float32Array[] } | null> {
  if (!servesQuery(embedder, claim)) return null
  const modelId = embedder.model.id
  const [vector, ...others] = await embedder.embedPassages([claim, ...texts], { signal, isUrgent: true })
  if (vector === undefined || embedder.model.id !== modelId) return null
  return { claim: vector, texts: others }
}
