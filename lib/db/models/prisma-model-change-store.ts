import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { ModelChangeStore } from '@/lib/domain/ports/stores/model-change-store'
import { type ModelChange, type ModelChangeStatus, modelChangeStatuses } from '@/lib/domain/retrieval/model-change'
import { defaultCollectionId, type WorkspaceScope } from '@/lib/domain/workspace'
import { runDatabaseOperation } from '../connection/run-database-operation'
import type { Prisma, PrismaClient, ModelChange as Row } from '../generated/client'
import { readColumn } from '../rows/column-shape'
import { errorCodeColumn } from '../rows/error-code-column'

const checkedColumns = z.object({ status: z.enum(modelChangeStatuses), errorCode: errorCodeColumn })

const closed: ModelChangeStatus[] = ['finished', 'cancelled']

/** What else changes with a status. Going back makes the change one that is ready again. */
const columnsByStatus: Record<ModelChangeStatus, (now: Date) => Prisma.ModelChangeUpdateInput> = {
  filling: () => ({}),
  paused: () => ({}),
  ready: (now) => ({ readyAt: now, switchedAt: null }),
  switched: (now) => ({ switchedAt: now }),
  finished: (now) => ({ finishedAt: now }),
  cancelled: (now) => ({ finishedAt: now }),
}

export class PrismaModelChangeStore implements ModelChangeStore {
  readonly #client: PrismaClient
  readonly #collectionId: string
  readonly #now: () => Date

  constructor(client: PrismaClient, options: { collectionId?: string; now?: () => Date } = {}) {
    this.#client = client
    this.#collectionId = options.collectionId ?? defaultCollectionId
    this.#now = options.now ?? (() => new Date())
  }

  async create(scope: WorkspaceScope, change: { fromModelId: string; toModelId: string }): Promise<ModelChange> {
    const now = this.#now()
    const row = await runDatabaseOperation('Beginning a change of the model', () =>
      this.#client.$transaction(async (transaction) => {
        const open = await transaction.modelChange.count({ where: isOpen(scope) })
        if (open > 0) throw new AppError('conflict', 'Another change of the model is open')
        return transaction.modelChange.create({ data: { ...scope, ...change, createdAt: now, startedAt: now } })
      }),
    )
    return toModelChange(row)
  }

  async readOpen(scope: WorkspaceScope): Promise<ModelChange | null> {
    const row = await runDatabaseOperation('Reading the change of the model', () => this.#client.modelChange.findFirst({ where: isOpen(scope) }))
    return row && toModelChange(row)
  }

  async list(scope: WorkspaceScope, limit: number): Promise<ModelChange[]> {
    const query = { where: scope, orderBy: [{ createdAt: 'desc' as const }, { id: 'desc' as const }], take: limit }
    const rows = await runDatabaseOperation('Listing changes of the model', () => this.#client.modelChange.findMany(query))
    return rows.map(toModelChange)
  }

  /** The model that answers is written in the same transaction as the status that says so. */
  async move(scope: WorkspaceScope, id: string, { from, to }: { from: ModelChangeStatus[]; to: ModelChangeStatus }): Promise<ModelChange> {
    const data = { status: to, errorCode: null, ...columnsByStatus[to](this.#now()) }
    const row = await runDatabaseOperation('Moving a change of the model', () =>
      this.#client.$transaction(async (transaction) => {
        const before = await transaction.modelChange.findFirst({ where: { ...scope, id } })
        if (before === null) throw new AppError('not_found', 'The change of the model is not there')
        if (!from.some((status) => status === before.status)) throw new AppError('conflict', `A change that is ${before.status} cannot become ${to}`)
        const activeModelId = activeAfter(before, to)
        if (activeModelId !== null) await transaction.collection.update({ where: this.#key(scope), data: { embeddingModelId: activeModelId } })
        return transaction.modelChange.update({ where: { id }, data })
      }),
    )
    return toModelChange(row)
  }

  async reportProgress(id: string, progress: { done: number; total: number; errorCode: ErrorCode | null }): Promise<void> {
    await runDatabaseOperation('Writing progress', () => this.#client.modelChange.update({ where: { id }, data: progress }))
  }

  async readActiveModelId(scope: WorkspaceScope): Promise<string> {
    const row = await runDatabaseOperation('Reading a collection', () => this.#client.collection.findUnique({ where: this.#key(scope) }))
    if (row === null) throw new AppError('not_found', 'The collection is not there')
    return row.embeddingModelId
  }

  #key(scope: WorkspaceScope) {
    return { workspaceId_id: { workspaceId: scope.workspaceId, id: this.#collectionId } }
  }
}

function isOpen(scope: WorkspaceScope): Prisma.ModelChangeWhereInput {
  return { ...scope, status: { notIn: closed } }
}

/** The model that answers from this step on, or null where that does not change. */
function activeAfter(before: Row, to: ModelChangeStatus): string | null {
  if (to === 'switched') return before.toModelId
  return before.status === 'switched' && to === 'ready' ? before.fromModelId : null
}

function toModelChange(row: Row): ModelChange {
  const { status, errorCode } = readColumn('A change of the model', checkedColumns, row)
  const date = (value: Date | null) => value?.toISOString() ?? null
  return {
    id: row.id,
    fromModelId: row.fromModelId,
    toModelId: row.toModelId,
    status,
    errorCode,
    done: row.done,
    total: row.total,
    createdAt: row.createdAt.toISOString(),
    startedAt: date(row.startedAt),
    readyAt: date(row.readyAt),
    switchedAt: date(row.switchedAt),
    finishedAt: date(row.finishedAt),
  }
}
