import type { EmbeddingModel } from '@/lib/domain/embedding-model'
import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { ModelChangeStore } from '@/lib/domain/ports/stores/model-change-store'
import type { VectorCollections } from '@/lib/domain/ports/stores/vector-collections'
import type { WorkspaceScope } from '@/lib/domain/workspace'

export interface ActiveCollectionParts {
  collections: VectorCollections
  changes: ModelChangeStore
  documents: Pick<DocumentStore, 'counts'>
}

/** More changes than that are not looked through. */
const listedChanges = 100

/**
 * Brings the collection of the model that the database names behind the alias, from wherever a killed app left them. The database is
 * right: what it says was written in one step together with the person's word, while the alias is set just before.
 *
 * An alias that points at a collection this library knows nothing of is left alone: another library may be using the same server.
 * Errors: embedding_model_mismatch then; qdrant_unavailable, qdrant_failed.
 */
export async function prepareActiveCollection(parts: ActiveCollectionParts, scope: WorkspaceScope, model: EmbeddingModel): Promise<void> {
  const { collections } = parts
  const behindAlias = await collections.readActive()
  if (behindAlias !== null && behindAlias.modelId !== null && behindAlias.modelId !== model.id && (await isOurs(parts, scope, behindAlias))) {
    await collections.create(model)
    await collections.activate(model)
  }
  await collections.open(model).prepare()
}

async function isOurs(
  { changes, documents }: ActiveCollectionParts,
  scope: WorkspaceScope,
  { modelId, points }: { modelId: string | null; points: number },
): Promise<boolean> {
  const known = await changes.list(scope, listedChanges)
  if (known.some((change) => change.fromModelId === modelId || change.toModelId === modelId)) return true
  const counts = await documents.counts(scope)
  return points === 0 && Object.values(counts).every((count) => count === 0)
}
