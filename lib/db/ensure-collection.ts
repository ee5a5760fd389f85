import { runDatabaseOperation } from './connection/run-database-operation'
import type { PrismaClient } from './generated/client'

export interface CollectionIdentity {
  workspaceId: string
  collectionId: string
  embeddingModelId: string
  /** The layout of the collection's points in the index. */
  schemaVersion: number
}

/**
 * Creates the workspace and the collection where they are missing. A collection without documents whose model was never changed in the
 * app takes this one; any other keeps the model it was built with (see `readActiveModelId`), since vectors of two models cannot be
 * compared. Errors: database_failed.
 */
export async function ensureCollection(client: PrismaClient, identity: CollectionIdentity): Promise<void> {
  const { workspaceId, collectionId, embeddingModelId, schemaVersion } = identity
  const key = { workspaceId_id: { workspaceId, id: collectionId } }
  await runDatabaseOperation('Preparing the collection', () =>
    client.$transaction(async (transaction) => {
      await transaction.workspace.upsert({ where: { id: workspaceId }, create: { id: workspaceId, name: workspaceId }, update: {} })
      const collection = await transaction.collection.upsert({
        where: key,
        create: { id: collectionId, workspaceId, name: collectionId, embeddingModelId, schemaVersion },
        update: {},
        include: { _count: { select: { documents: true } } },
      })
      if (collection.embeddingModelId === embeddingModelId || collection._count.documents > 0) return
      if ((await transaction.modelChange.count({ where: { workspaceId } })) > 0) return
      await transaction.collection.update({ where: key, data: { embeddingModelId, schemaVersion } })
    }),
  )
}
