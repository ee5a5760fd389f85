import type { Settings } from '@/lib/config/settings'
import type { Database } from '@/lib/db/open-database'
import type { EmbeddingModel } from '@/lib/domain/embedding-model'
import type { VectorCollections } from '@/lib/domain/ports/stores/vector-collections'
import { defaultWorkspaceId } from '@/lib/domain/workspace'
import { ChangedDocuments } from '@/lib/jobs/model-change/changed-documents'
import { QdrantCollections, type QdrantCollectionsOptions } from '@/lib/qdrant/mirror/qdrant-collections'
import { runStartStep } from '../start-step'
import { workLimits } from '../work-limits'
import { ActiveModel } from './active-model'
import { EmbeddingCatalog } from './embedding-catalog'
import { EmbeddingEndpoints } from './embedding-endpoints'
import { ManifestCatalog } from './manifest-catalog'
import type { ModelCatalog } from './model-catalog'
import { ModelShelf } from './model-shelf'
import { prepareActiveCollection } from './prepare-active-collection'

export interface OpenedModels {
  active: ActiveModel
  catalog: ModelCatalog
  collections: VectorCollections
  endpoints: EmbeddingEndpoints
  /** Closes every model that is open. */
  shelf: ModelShelf
}

const scope = { workspaceId: defaultWorkspaceId }

/**
 * Opens the model that the library was built with, or changed to, and its collection. The environment decides for a new library only.
 * Errors: model_files_missing, checksum_mismatch, embedding_endpoint_failed, embedding_model_mismatch, qdrant_unavailable, qdrant_failed.
 */
export async function openModels(
  settings: Settings,
  { database, qdrant }: { database: Database; qdrant: QdrantCollectionsOptions },
  log: (message: string) => void,
): Promise<OpenedModels> {
  const { modelsDirectory, workersDirectory } = settings
  const { modelChanges: changes, documents } = database
  const endpoints = new EmbeddingEndpoints(settings.embeddingEndpoint, database.settings, scope)
  const local = new ManifestCatalog({ modelsDirectory, workersDirectory, workerCount: workLimits.embeddingWorkers })
  const catalog = new EmbeddingCatalog({ local, modelsDirectory, readEndpoint: async () => (await endpoints.read()).endpoint })
  const collections = new QdrantCollections(qdrant)
  const model = await findActive(settings, database, catalog, log)
  await prepareActiveCollection({ collections, changes, documents }, scope, model)
  const changed = new ChangedDocuments()
  // Before anything is written: what is written from now on must reach both collections.
  if ((await changes.readOpen(scope)) !== null) changed.start()
  const shelf = new ModelShelf(catalog, collections)
  const open = await runStartStep(
    () => `Embedding model ${model.id} ready`,
    () => shelf.keep(model.id),
  ).catch(async (error) => {
    await shelf.close()
    throw error
  })
  return { active: new ActiveModel(open, changed), catalog, collections, endpoints, shelf }
}

async function findActive(settings: Settings, { modelChanges }: Database, catalog: EmbeddingCatalog, log: (message: string) => void): Promise<EmbeddingModel> {
  const activeId = await modelChanges.readActiveModelId(scope)
  if (settings.embeddingModelId !== null && settings.embeddingModelId !== activeId)
    log(`EMBEDDING_MODEL names ${settings.embeddingModelId}, but this library was embedded with ${activeId}, which answers. To change it, open /admin/models.`)
  await catalog.prepareFor(activeId)
  return catalog.find(activeId)
}
