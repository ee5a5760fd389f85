import { AppError } from '@/lib/domain/app-error'
import type { ModelFileSet } from '../manifest/model-entry'
import { rerankerManifest } from '../manifest/reranker-models'
import { modelManifest } from '../model-manifest'

/** An embedding or a reranking model. Errors: model_files_missing when there is none of that name. */
export function findAnyModel(id: string): ModelFileSet {
  const all: readonly ModelFileSet[] = [...modelManifest, ...rerankerManifest]
  const entry = all.find((candidate) => candidate.id === id)
  if (entry) return entry
  throw new AppError('model_files_missing', `There is no model of that name. Known models: ${all.map((candidate) => candidate.id).join(', ')}.`)
}
