import { AppError } from '@/lib/domain/app-error'
import { entailmentManifest } from '../manifest/entailment-models'
import { generatorManifest } from '../manifest/generator-models'
import type { ModelFileSet } from '../manifest/model-entry'
import { rerankerManifest } from '../manifest/reranker-models'
import { modelManifest } from '../model-manifest'

/** A model of any kind. Errors: model_files_missing when there is none of that name. */
export function findAnyModel(id: string): ModelFileSet {
  const all: readonly ModelFileSet[] = [...modelManifest, ...rerankerManifest, ...entailmentManifest, ...generatorManifest]
  const entry = all.find((candidate) => candidate.id === id)
  if (entry) return entry
  throw new AppError('model_files_missing', `There is no model of that name. Known models: ${all.map((candidate) => candidate.id).join(', ')}.`)
}
