import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import { type CollectionChunking, chunkStrategies } from '@/lib/domain/chunk'
import type { DocumentRecord } from '@/lib/domain/document'
import type { CollectionStore } from '@/lib/domain/ports/stores/collection-store'
import { defaultCollectionId, type WorkspaceScope } from '@/lib/domain/workspace'
import { runDatabaseOperation } from './connection/run-database-operation'
import { ensureVersion } from './documents/document-versions'
import { waitingAnew } from './documents/prisma-document-queue'
import type { Document, Prisma, PrismaClient } from './generated/client'
import { readColumn } from './rows/column-shape'
import { toDocumentRecord } from './rows/document-row'

type Transaction = Prisma.TransactionClient

const checkedColumns = z.object({ chunkStrategy: z.enum(chunkStrategies), chunkMaxTokens: z.int().nullable() })

/** SQLite takes a limited number of values in one statement. */
const versionsPerStatement = 500
/** Queueing 10,000 documents takes a few seconds. */
const transactionTimeoutMilliseconds = 60_000

export interface CollectionStoreOptions {
  collectionId?: string
  now?: () => Date
}

export class PrismaCollectionStore implements CollectionStore {
  readonly #client: PrismaClient
  readonly #collectionId: string
  readonly #now: () => Date

  constructor(client: PrismaClient, options: CollectionStoreOptions = {}) {
    this.#client = client
    this.#collectionId = options.collectionId ?? defaultCollectionId
    this.#now = options.now ?? (() => new Date())
  }

  async readChunking(scope: WorkspaceScope): Promise<CollectionChunking> {
    const where = { workspaceId_id: { workspaceId: scope.workspaceId, id: this.#collectionId } }
    const row = await runDatabaseOperation('Reading a collection', () => this.#client.collection.findUnique({ where }))
    if (row === null) throw new AppError('not_found', 'The collection is not there')
    const { chunkStrategy, chunkMaxTokens } = readColumn('A collection', checkedColumns, row)
    return { strategy: chunkStrategy, maxTokens: chunkMaxTokens }
  }

  async countCutOtherwise(scope: WorkspaceScope): Promise<number> {
    const where = this.#cutOtherwise(scope, await this.readChunking(scope))
    return runDatabaseOperation('Counting documents', () => this.#client.document.count({ where }))
  }

  async changeChunking(scope: WorkspaceScope, chunking: CollectionChunking): Promise<DocumentRecord[]> {
    const key = { workspaceId_id: { workspaceId: scope.workspaceId, id: this.#collectionId } }
    const columns = { chunkStrategy: chunking.strategy, chunkMaxTokens: chunking.maxTokens }
    const change = async (transaction: Transaction) => {
      await transaction.collection.update({ where: key, data: columns })
      return this.#queueForCutting(transaction, this.#cutOtherwise(scope, chunking))
    }
    const queued = await runDatabaseOperation('Changing how a collection is cut', () =>
      this.#client.$transaction(change, { timeout: transactionTimeoutMilliseconds }),
    )
    return queued.map(toDocumentRecord)
  }

  async #queueForCutting(transaction: Transaction, where: Prisma.DocumentWhereInput): Promise<Document[]> {
    // Documents older than the table of versions.
    for (const document of await transaction.document.findMany({ where: { ...where, versions: { none: {} } } })) await ensureVersion(transaction, document)
    const data = { ...waitingAnew, attempts: 0, queuedAt: this.#now(), version: { increment: 1 } }
    const queued = await transaction.document.updateManyAndReturn({ where, data })
    for (let start = 0; start < queued.length; start += versionsPerStatement) {
      const versions = queued.slice(start, start + versionsPerStatement).map(({ id, version, contentHash, byteSize, queuedAt }) => {
        return { documentId: id, version, reason: 'recut', contentHash, byteSize, createdAt: queuedAt }
      })
      await transaction.documentVersion.createMany({ data: versions })
    }
    return queued
  }

  #cutOtherwise(scope: WorkspaceScope, { strategy, maxTokens }: CollectionChunking): Prisma.DocumentWhereInput {
    // A comparison with NULL is neither true nor false in SQL, so it is asked for by itself.
    const otherSize = maxTokens === null ? [{ chunkMaxTokens: { not: null } }] : [{ chunkMaxTokens: null }, { chunkMaxTokens: { not: maxTokens } }]
    return {
      workspaceId: scope.workspaceId,
      collectionId: this.#collectionId,
      status: 'ready',
      OR: [{ chunkStrategy: { not: strategy } }, ...otherSize],
    }
  }
}
