import { AppError } from '@/lib/domain/app-error'
import type { DocumentRecord, DocumentStage } from '@/lib/domain/document'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { DocumentLease, DocumentQueue, LeasedDocument, ReadyDocument } from '@/lib/domain/ports/document-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { runDatabaseOperation } from '../connection/run-database-operation'
import type { Prisma, PrismaClient } from '../generated/client'
import { toJsonColumn } from '../rows/column-shape'
import { toDocumentRecord } from '../rows/document-row'
import { endVersions, reopenVersions, type VersionEnd } from './document-versions'

export const noLease = { leaseOwner: null, leaseUntil: null }
export const stageFromTheStart = { stage: 'received', progressDone: 0, progressTotal: 0, errorCode: null } as const
/** Waiting as if it had never been in work. */
export const waitingAnew = { status: 'queued', ...stageFromTheStart, ...noLease, tries: 0, interruptions: 0, notBefore: null } as const

const inTurn = [{ queuedAt: 'asc' }, { id: 'asc' }] satisfies Prisma.DocumentOrderByWithRelationInput[]
const unfinished = { in: ['queued', 'processing'] }

export interface DocumentQueueOptions {
  /** Tells the time; leases and delays are measured with it. */
  now?: () => Date
}

/**
 * The queue is a column of the table of documents. Every change of a leased document is one UPDATE that names owner and
 * version, so a worker that lost its lease changes nothing.
 */
export class PrismaDocumentQueue implements DocumentQueue {
  protected readonly client: PrismaClient
  protected readonly now: () => Date

  constructor(client: PrismaClient, options: DocumentQueueOptions = {}) {
    this.client = client
    this.now = options.now ?? (() => new Date())
  }

  async requeue(scope: WorkspaceScope, id: string): Promise<DocumentRecord> {
    const [document] = await this.#requeueWhere({ id, workspaceId: scope.workspaceId, status: { in: ['failed', 'cancelled'] } })
    if (document !== undefined) return document
    const found = await runDatabaseOperation('Looking for a document', () => this.client.document.count({ where: { id, workspaceId: scope.workspaceId } }))
    if (found === 0) throw new AppError('not_found', 'The document to queue again is not there')
    throw new AppError('conflict', 'Only a failed or cancelled document can be queued again')
  }

  requeueFailed(scope: WorkspaceScope, errorCode?: ErrorCode): Promise<DocumentRecord[]> {
    return this.#requeueWhere({ workspaceId: scope.workspaceId, status: 'failed', errorCode })
  }

  async listOrder(scope: WorkspaceScope, limit: number): Promise<string[]> {
    const where = { workspaceId: scope.workspaceId, status: 'queued' }
    const rows = await runDatabaseOperation('Reading the order of the queue', () =>
      this.client.document.findMany({ where, orderBy: inTurn, take: limit, select: { id: true } }),
    )
    return rows.map((row) => row.id)
  }

  async countUnfinishedBytes(scope: WorkspaceScope): Promise<number> {
    const where = { workspaceId: scope.workspaceId, status: unfinished }
    const sum = await runDatabaseOperation('Measuring the queue', () => this.client.document.aggregate({ where, _sum: { byteSize: true } }))
    return sum._sum.byteSize ?? 0
  }

  async cancelUntouched(scope: WorkspaceScope): Promise<DocumentRecord[]> {
    const where = { workspaceId: scope.workspaceId, status: 'queued', attempts: 0 }
    return this.#endWhere('Cancelling what waits', where, { ...stageFromTheStart, status: 'cancelled', notBefore: null }, { status: 'cancelled' })
  }

  async listUnfinished(scope: WorkspaceScope): Promise<string[]> {
    const where = { workspaceId: scope.workspaceId, status: unfinished }
    const rows = await runDatabaseOperation('Listing what is unfinished', () => this.client.document.findMany({ where, orderBy: inTurn, select: { id: true } }))
    return rows.map((row) => row.id)
  }

  async lease(owner: string, leaseMilliseconds: number, options: { interrupted?: boolean } = {}): Promise<LeasedDocument | null> {
    for (;;) {
      const available = this.#available(options.interrupted)
      const candidate = await runDatabaseOperation('Looking into the queue', () =>
        this.client.document.findFirst({ where: available, orderBy: inTurn, select: { id: true } }),
      )
      if (candidate === null) return null
      // The condition is asked again by the statement that takes it: whoever comes second changes no row and looks on.
      const taken = await runDatabaseOperation('Leasing a document', () =>
        this.client.document.updateManyAndReturn({
          where: { id: candidate.id, ...available },
          data: { ...this.#taken(owner, leaseMilliseconds), attempts: { increment: 1 } },
        }),
      )
      const row = taken[0]
      if (row !== undefined) return { ...toDocumentRecord(row), tries: row.tries, interruptions: row.interruptions }
    }
  }

  async claim(scope: WorkspaceScope, id: string, owner: string, leaseMilliseconds: number): Promise<DocumentRecord | null> {
    const rows = await runDatabaseOperation('Claiming a document', () =>
      this.client.document.updateManyAndReturn({
        where: { id, workspaceId: scope.workspaceId, status: 'queued' },
        data: this.#taken(owner, leaseMilliseconds),
      }),
    )
    return rows[0] === undefined ? null : toDocumentRecord(rows[0])
  }

  async heartbeat(lease: DocumentLease, leaseMilliseconds: number): Promise<boolean> {
    return (await this.#updateLeased(lease, { leaseUntil: this.#after(leaseMilliseconds) })) > 0
  }

  async reportStage(lease: DocumentLease, stage: DocumentStage, progress: { done: number; total: number }): Promise<boolean> {
    return (await this.#updateLeased(lease, { stage, progressDone: progress.done, progressTotal: progress.total })) > 0
  }

  async markReady(lease: DocumentLease, result: ReadyDocument): Promise<DocumentRecord | null> {
    const { headings, notices, embeddedCount = result.chunkCount, ...learned } = result
    const { chunkCount } = learned
    const data = { ...learned, ...stageFromTheStart, headings: toJsonColumn(headings), notices: toJsonColumn(notices) }
    const ready = { status: 'ready', stage: 'ready', tries: 0, interruptions: 0, readyAt: this.now() }
    const [document = null] = await this.#endLeased(lease, { ...data, ...ready }, { status: 'ready', chunkCount, embeddedCount })
    return document
  }

  async markFailed(lease: DocumentLease, errorCode: ErrorCode): Promise<boolean> {
    return (await this.#endLeased(lease, { status: 'failed', errorCode }, { status: 'failed', errorCode })).length > 0
  }

  async markCancelled(lease: DocumentLease): Promise<boolean> {
    return (await this.#endLeased(lease, { ...stageFromTheStart, status: 'cancelled' }, { status: 'cancelled' })).length > 0
  }

  async release(lease: DocumentLease, delayMilliseconds: number, trouble?: { errorCode: ErrorCode; isOwnTry: boolean }): Promise<boolean> {
    const waiting = { ...noLease, ...stageFromTheStart, status: 'queued', notBefore: delayMilliseconds > 0 ? this.#after(delayMilliseconds) : null }
    const why = trouble === undefined ? {} : { errorCode: trouble.errorCode, tries: { increment: trouble.isOwnTry ? 1 : 0 } }
    return (await this.#updateLeased(lease, { ...waiting, ...why })) > 0
  }

  async releaseAll(parkAfter: number): Promise<{ released: number; parked: DocumentRecord[] }> {
    const inWork = { status: 'processing' }
    const released = { ...noLease, ...stageFromTheStart, status: 'queued', interruptions: { increment: 1 }, queuedAt: this.now() }
    const { count } = await runDatabaseOperation('Letting all leases go', () => this.client.document.updateMany({ where: inWork, data: released }))
    const poisonous = { status: 'queued', interruptions: { gte: parkAfter } }
    const failed = { status: 'failed', errorCode: 'parked' } as const
    const parked = await this.#endWhere('Parking documents', poisonous, { ...failed, notBefore: null }, failed)
    return { released: count - parked.length, parked }
  }

  async #requeueWhere(where: Prisma.DocumentWhereInput): Promise<DocumentRecord[]> {
    const data = { ...waitingAnew, attempts: 0, queuedAt: this.now() }
    const rows = await runDatabaseOperation('Queueing documents again', () =>
      this.client.$transaction(async (transaction) => {
        const waiting = await transaction.document.updateManyAndReturn({ where, data })
        await reopenVersions(transaction, waiting)
        return waiting
      }),
    )
    return rows.map(toDocumentRecord)
  }

  async #endWhere(name: string, where: Prisma.DocumentWhereInput, data: Prisma.DocumentUpdateManyMutationInput, end: VersionEnd): Promise<DocumentRecord[]> {
    const rows = await runDatabaseOperation(name, () =>
      this.client.$transaction(async (transaction) => {
        const ended = await transaction.document.updateManyAndReturn({ where, data })
        await endVersions(transaction, ended, end, this.now())
        return ended
      }),
    )
    return rows.map(toDocumentRecord)
  }

  #endLeased(lease: DocumentLease, data: Prisma.DocumentUpdateManyMutationInput, end: VersionEnd): Promise<DocumentRecord[]> {
    return this.#endWhere('Finishing a document', this.#leased(lease), { ...data, ...noLease }, end)
  }

  async #updateLeased(lease: DocumentLease, data: Prisma.DocumentUpdateManyMutationInput): Promise<number> {
    const { count } = await runDatabaseOperation('Updating a leased document', () => this.client.document.updateMany({ where: this.#leased(lease), data }))
    return count
  }

  #leased(lease: DocumentLease): Prisma.DocumentWhereInput {
    return { id: lease.documentId, version: lease.version, leaseOwner: lease.owner, status: 'processing' }
  }

  #taken(owner: string, leaseMilliseconds: number) {
    return { status: 'processing', ...stageFromTheStart, notBefore: null, leaseOwner: owner, leaseUntil: this.#after(leaseMilliseconds) }
  }

  #available(interrupted: boolean | undefined): Prisma.DocumentWhereInput {
    const now = this.now()
    return {
      interruptions: interrupted === undefined ? undefined : interrupted ? { gt: 0 } : 0,
      OR: [
        { status: 'queued', OR: [{ notBefore: null }, { notBefore: { lte: now } }] },
        { status: 'processing', leaseUntil: { lt: now } },
      ],
    }
  }

  #after(milliseconds: number): Date {
    return new Date(this.now().getTime() + milliseconds)
  }
}
