import { AppError } from '@/lib/domain/app-error'
import { englishModels } from './manifest/english-models'
import type { EmbeddingEntry } from './manifest/model-entry'
import { multilingualModels } from './manifest/multilingual-models'

export type ModelManifestEntry = EmbeddingEntry

/** What every machine can have: it comes from the npm registry too. Searches by meaning in English only. */
export const defaultModelId = 'Xenova/all-MiniLM-L6-v2'

/** What an installation that reaches the hub gets instead. */
export const preferredModelId = 'Xenova/multilingual-e5-small'

/**
 * The embedding models Docent knows. The hashes are what makes any source safe: whoever publishes a package or holds a
 * branch, only these bytes are used.
 */
export const modelManifest: readonly ModelManifestEntry[] = [...englishModels, ...multilingualModels]

/** The manifest's entry for `id`; it is an `EmbeddingModel` too. Errors: model_files_missing when the manifest has no such model. */
export function findModel(id: string): ModelManifestEntry {
  const entry = modelManifest.find((candidate) => candidate.id === id)
  if (entry) return entry
  const known = modelManifest.map((candidate) => candidate.id).join(', ')
  throw new AppError('model_files_missing', `There is no embedding model of that name. Known models: ${known}.`)
}
