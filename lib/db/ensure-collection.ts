import { AppError } from '@/lib/domain/app-error'
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
 * Creates the workspace and the collection where they are missing, and checks that the collection was built with this
 * embedding model: vectors of two models cannot be compared. A collection without documents has no vectors yet and
 * takes the new model. Errors: embedding_model_mismatch, database_failed.
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
      if (collection.embeddingModelId === embeddingModelId) return
      if (collection._count.documents > 0) {
        throw new AppError('embedding_model_mismatch', `The collection was built with ${collection.embeddingModelId}, not with ${embeddingModelId}`)
      }
      await transaction.collection.update({ where: key, data: { embeddingModelId, schemaVersion } })
    }),
  )
}
