import { AppError } from '@/lib/domain/app-error'
import type { DocumentCounts, DocumentRecord, DocumentStage, DocumentStatus } from '@/lib/domain/document'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { DocumentLease, DocumentStore, NewDocument, ReadyDocument } from '@/lib/domain/ports/document-store'
import { defaultCollectionId, type WorkspaceScope } from '@/lib/domain/workspace'
import { runDatabaseOperation } from './connection/run-database-operation'
import type { Prisma, PrismaClient } from './generated/client'
import { toJsonColumn } from './rows/column-shape'
import { toDocumentRecord } from './rows/document-row'

const noLease = { leaseOwner: null, leaseUntil: null }
const stageFromTheStart = { stage: 'received', progressDone: 0, progressTotal: 0, errorCode: null } as const

export interface DocumentStoreOptions {
  collectionId?: string
  /** Tells the time; leases and delays are measured with it. */
  now?: () => Date
}

/**
 * Documents and their queue in one table. Every change of a leased document is one UPDATE that names owner and
 * version, so a worker that lost its lease changes nothing.
 */
export class PrismaDocumentStore implements DocumentStore {
  readonly #client: PrismaClient
  readonly #collectionId: string
  readonly #now: () => Date

  constructor(client: PrismaClient, options: DocumentStoreOptions = {}) {
    this.#client = client
    this.#collectionId = options.collectionId ?? defaultCollectionId
    this.#now = options.now ?? (() => new Date())
  }

  async create(scope: WorkspaceScope, document: NewDocument): Promise<DocumentRecord> {
    const { source, format, byteSize, contentHash } = document
    const key = { workspaceId: scope.workspaceId, collectionId: this.#collectionId, source }
    const waiting = { format, byteSize, contentHash, status: 'queued', ...stageFromTheStart, ...noLease, attempts: 0, notBefore: null, queuedAt: this.#now() }
    const row = await runDatabaseOperation('Creating a document', () =>
      this.#client.document.upsert({
        where: { workspaceId_collectionId_source: key },
        create: { ...key, ...waiting, headings: [] },
        update: { ...waiting, version: { increment: 1 } },
      }),
    )
    return toDocumentRecord(row)
  }

  async read(scope: WorkspaceScope, id: string): Promise<DocumentRecord | null> {
    const row = await runDatabaseOperation('Reading a document', () => this.#client.document.findFirst({ where: { id, workspaceId: scope.workspaceId } }))
    return row === null ? null : toDocumentRecord(row)
  }

  async findBySource(scope: WorkspaceScope, source: string): Promise<DocumentRecord | null> {
    const key = { workspaceId: scope.workspaceId, collectionId: this.#collectionId, source }
    const row = await runDatabaseOperation('Finding a document', () => this.#client.document.findUnique({ where: { workspaceId_collectionId_source: key } }))
    return row === null ? null : toDocumentRecord(row)
  }

  async list(scope: WorkspaceScope, page: { status?: DocumentStatus; cursor?: string; limit: number }) {
    const where = { workspaceId: scope.workspaceId, status: page.status, id: page.cursor === undefined ? undefined : { lt: page.cursor } }
    const rows = await runDatabaseOperation('Listing documents', () => this.#client.document.findMany({ where, orderBy: { id: 'desc' }, take: page.limit + 1 }))
    const documents = rows.slice(0, page.limit).map(toDocumentRecord)
    return { documents, nextCursor: rows.length > page.limit ? (documents.at(-1)?.id ?? null) : null }
  }

  async counts(scope: WorkspaceScope): Promise<DocumentCounts> {
    const groups = await runDatabaseOperation('Counting documents', () =>
      this.#client.document.groupBy({ by: ['status'], where: { workspaceId: scope.workspaceId }, _count: true }),
    )
    const countOf = (status: DocumentStatus) => groups.find((group) => group.status === status)?._count ?? 0
    return { queued: countOf('queued'), processing: countOf('processing'), ready: countOf('ready'), failed: countOf('failed') }
  }

  async requeue(scope: WorkspaceScope, id: string): Promise<DocumentRecord> {
    const rows = await runDatabaseOperation('Queueing a document again', () =>
      this.#client.document.updateManyAndReturn({
        where: { id, workspaceId: scope.workspaceId, status: 'failed' },
        data: { status: 'queued', ...stageFromTheStart, ...noLease, attempts: 0, notBefore: null, queuedAt: this.#now() },
      }),
    )
    if (rows[0] !== undefined) return toDocumentRecord(rows[0])
    if ((await this.read(scope, id)) === null) throw new AppError('not_found', 'The document to queue again is not there')
    throw new AppError('conflict', 'Only a failed document can be queued again')
  }

  async delete(scope: WorkspaceScope, id: string): Promise<DocumentRecord | null> {
    try {
      const row = await runDatabaseOperation('Deleting a document', () => this.#client.document.delete({ where: { id, workspaceId: scope.workspaceId } }))
      return toDocumentRecord(row)
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return null
      throw error
    }
  }

  async isOriginalReferenced(contentHash: string): Promise<boolean> {
    const row = await runDatabaseOperation('Looking for an original', () => this.#client.document.findFirst({ where: { contentHash }, select: { id: true } }))
    return row !== null
  }

  async lease(owner: string, leaseMilliseconds: number): Promise<DocumentRecord | null> {
    for (;;) {
      const available = this.#available()
      const candidate = await runDatabaseOperation('Looking into the queue', () =>
        this.#client.document.findFirst({ where: available, orderBy: [{ queuedAt: 'asc' }, { id: 'asc' }], select: { id: true } }),
      )
      if (candidate === null) return null
      // The condition is asked again by the statement that takes it: whoever comes second changes no row and looks on.
      const taken = await runDatabaseOperation('Leasing a document', () =>
        this.#client.document.updateManyAndReturn({
          where: { id: candidate.id, ...available },
          data: {
            status: 'processing',
            ...stageFromTheStart,
            attempts: { increment: 1 },
            notBefore: null,
            leaseOwner: owner,
            leaseUntil: this.#after(leaseMilliseconds),
          },
        }),
      )
      if (taken[0] !== undefined) return toDocumentRecord(taken[0])
    }
  }

  heartbeat(lease: DocumentLease, leaseMilliseconds: number): Promise<boolean> {
    return this.#updateLeased(lease, { leaseUntil: this.#after(leaseMilliseconds) })
  }

  reportStage(lease: DocumentLease, stage: DocumentStage, progress: { done: number; total: number }): Promise<boolean> {
    return this.#updateLeased(lease, { stage, progressDone: progress.done, progressTotal: progress.total })
  }

  markReady(lease: DocumentLease, result: ReadyDocument): Promise<boolean> {
    const { headings, ...learned } = result
    return this.#updateLeased(lease, {
      ...learned,
      ...noLease,
      ...stageFromTheStart,
      headings: toJsonColumn(headings),
      status: 'ready',
      stage: 'ready',
      readyAt: this.#now(),
    })
  }

  markFailed(lease: DocumentLease, errorCode: ErrorCode): Promise<boolean> {
    return this.#updateLeased(lease, { ...noLease, status: 'failed', errorCode })
  }

  release(lease: DocumentLease, delayMilliseconds: number): Promise<boolean> {
    return this.#updateLeased(lease, { ...noLease, ...stageFromTheStart, status: 'queued', notBefore: this.#after(delayMilliseconds) })
  }

  async releaseAll(): Promise<number> {
    const { count } = await runDatabaseOperation('Letting all leases go', () =>
      this.#client.document.updateMany({ where: { status: 'processing' }, data: { ...noLease, ...stageFromTheStart, status: 'queued' } }),
    )
    return count
  }

  async #updateLeased(lease: DocumentLease, data: Prisma.DocumentUpdateManyMutationInput): Promise<boolean> {
    const where = { id: lease.documentId, version: lease.version, leaseOwner: lease.owner, status: 'processing' }
    const { count } = await runDatabaseOperation('Updating a leased document', () => this.#client.document.updateMany({ where, data }))
    return count === 1
  }

  #available(): Prisma.DocumentWhereInput {
    const now = this.#now()
    return {
      OR: [
        { status: 'queued', OR: [{ notBefore: null }, { notBefore: { lte: now } }] },
        { status: 'processing', leaseUntil: { lt: now } },
      ],
    }
  }

  #after(milliseconds: number): Date {
    return new Date(this.#now().getTime() + milliseconds)
  }
}
