import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { EmbeddingModel } from '@/lib/domain/embedding-model'
import type { ModelChoice } from '@/lib/domain/retrieval/model-change'
import { modelBytes, modelFilePath, modelFolder } from '@/lib/models/files/model-folder'
import { verifyModelFiles } from '@/lib/models/files/verify-model-files'
import { findModel, type ModelManifestEntry, modelManifest } from '@/lib/models/model-manifest'
import { TransformersEmbedder } from '@/lib/models/transformers-embedder'
import type { ModelCatalog } from './model-catalog'

export interface ManifestCatalogSettings {
  modelsDirectory: string
  workersDirectory: string
  /** Threads of an open model. */
  workerCount: number
}

/** The models of the manifest, run by this machine. */
export class ManifestCatalog implements ModelCatalog {
  constructor(private readonly settings: ManifestCatalogSettings) {}

  list(activeModelId: string): Promise<ModelChoice[]> {
    const choices = modelManifest.map(async (model): Promise<ModelChoice> => {
      const { id, dimensions, maxTokens, languages, licence } = model
      const isInstalled = await this.hasFiles(model)
      return { id, dimensions, maxTokens, languages, licence, bytes: modelBytes(model), isInstalled, isActive: id === activeModelId, kind: 'local' }
    })
    return Promise.all(choices)
  }

  find(modelId: string): EmbeddingModel {
    return findModel(modelId)
  }

  async open(modelId: string) {
    const { modelsDirectory, workersDirectory, workerCount } = this.settings
    const model = findModel(modelId)
    await verifyModelFiles(modelsDirectory, model)
    const workerPath = join(workersDirectory, 'embed-worker.mjs')
    return { embedder: new TransformersEmbedder({ model, modelsDirectory, workerPath, workerCount }), tokenizerPath: modelFolder(modelsDirectory, model) }
  }

  /** Whether they are there; their contents are checked when the model is opened, which takes seconds for a large one. */
  private async hasFiles(model: ModelManifestEntry): Promise<boolean> {
    const folder = modelFolder(this.settings.modelsDirectory, model)
    const found = await Promise.all(model.files.map(({ path }) => isReadable(modelFilePath(folder, path))))
    return found.every(Boolean)
  }

  memoryBytes(modelId: string): number {
    return modelBytes(findModel(modelId)) * this.settings.workerCount
  }
}

async function isReadable(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK)
    return true
  } catch {
    return false
  }
}
