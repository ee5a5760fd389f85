import { AppError } from '@/lib/domain/app-error'
import type { DocumentCounts, DocumentRecord, DocumentStatus, DocumentVersion, FailureGroup } from '@/lib/domain/document'
import type { DocumentStore, NewDocument } from '@/lib/domain/ports/document-store'
import { defaultCollectionId, type WorkspaceScope } from '@/lib/domain/workspace'
import { runDatabaseOperation } from './connection/run-database-operation'
import { ensureVersion, startVersion, toDocumentVersions } from './documents/document-versions'
import { type DocumentQueueOptions, PrismaDocumentQueue, waitingAnew } from './documents/prisma-document-queue'
import type { Document, PrismaClient } from './generated/client'
import { readColumn } from './rows/column-shape'
import { toDocumentRecord } from './rows/document-row'
import { errorCodeColumn } from './rows/error-code-column'

export interface DocumentStoreOptions extends DocumentQueueOptions {
  collectionId?: string
}

/** Documents, their queue and the history of their versions. */
export class PrismaDocumentStore extends PrismaDocumentQueue implements DocumentStore {
  readonly #collectionId: string

  constructor(client: PrismaClient, options: DocumentStoreOptions = {}) {
    super(client, options)
    this.#collectionId = options.collectionId ?? defaultCollectionId
  }

  async create(scope: WorkspaceScope, document: NewDocument): Promise<DocumentRecord> {
    const { source, origin, format, byteSize, contentHash } = document
    const key = { workspaceId: scope.workspaceId, collectionId: this.#collectionId, source }
    const waiting = { origin, format, byteSize, contentHash, ...waitingAnew, queuedAt: this.now() }
    const row = await runDatabaseOperation('Creating a document', () =>
      this.client.$transaction(async (transaction) => {
        const before = await transaction.document.findUnique({ where: { workspaceId_collectionId_source: key } })
        if (before !== null) await ensureVersion(transaction, before)
        const created =
          before === null
            ? await transaction.document.create({ data: { ...key, ...waiting, headings: [] } })
            : await transaction.document.update({ where: { id: before.id }, data: { ...waiting, version: { increment: 1 }, attempts: attemptsKept(before) } })
        await startVersion(transaction, created, before === null ? 'added' : 'replaced')
        return created
      }),
    )
    return toDocumentRecord(row)
  }

  async recut(scope: WorkspaceScope, id: string): Promise<DocumentRecord> {
    const row = await runDatabaseOperation('Queueing a document to be cut anew', () =>
      this.client.$transaction(async (transaction) => {
        const before = await transaction.document.findFirst({ where: { id, workspaceId: scope.workspaceId } })
        if (before === null) throw new AppError('not_found', 'The document to cut anew is not there')
        if (before.status !== 'ready') throw new AppError('conflict', 'Only a ready document can be cut anew')
        await ensureVersion(transaction, before)
        const data = { ...waitingAnew, attempts: 0, queuedAt: this.now(), version: { increment: 1 } }
        const queued = await transaction.document.update({ where: { id }, data })
        await startVersion(transaction, queued, 'recut')
        return queued
      }),
    )
    return toDocumentRecord(row)
  }

  async rename(scope: WorkspaceScope, id: string, source: string): Promise<DocumentRecord> {
    const where = { id, workspaceId: scope.workspaceId }
    return toDocumentRecord(await runDatabaseOperation('Renaming a document', () => this.client.document.update({ where, data: { source } })))
  }

  async read(scope: WorkspaceScope, id: string): Promise<DocumentRecord | null> {
    const row = await this.#findRow(scope, id)
    return row === null ? null : toDocumentRecord(row)
  }

  async findBySource(scope: WorkspaceScope, source: string): Promise<DocumentRecord | null> {
    const key = { workspaceId: scope.workspaceId, collectionId: this.#collectionId, source }
    const row = await runDatabaseOperation('Finding a document', () => this.client.document.findUnique({ where: { workspaceId_collectionId_source: key } }))
    return row === null ? null : toDocumentRecord(row)
  }

  async findTwin(scope: WorkspaceScope, contentHash: string, exceptId: string): Promise<DocumentRecord | null> {
    // Asked for more than the hash, SQLite takes the index of the workspace instead and reads every document of it.
    const where = { contentHash, id: { not: exceptId } }
    const select = { id: true, workspaceId: true, collectionId: true, status: true }
    const rows = await runDatabaseOperation('Looking for the same bytes', () => this.client.document.findMany({ where, select, orderBy: { id: 'asc' } }))
    const twins = rows.filter((row) => row.workspaceId === scope.workspaceId && row.collectionId === this.#collectionId)
    const twin = twins.find(({ status }) => status === 'ready') ?? twins.find(({ status }) => status === 'processing')
    return twin === undefined ? null : this.read(scope, twin.id)
  }

  async list(scope: WorkspaceScope, page: { status?: DocumentStatus; cursor?: string; limit: number }) {
    const where = { workspaceId: scope.workspaceId, status: page.status, id: page.cursor === undefined ? undefined : { lt: page.cursor } }
    const rows = await runDatabaseOperation('Listing documents', () => this.client.document.findMany({ where, orderBy: { id: 'desc' }, take: page.limit + 1 }))
    const documents = rows.slice(0, page.limit).map(toDocumentRecord)
    return { documents, nextCursor: rows.length > page.limit ? (documents.at(-1)?.id ?? null) : null }
  }

  async listVersions(scope: WorkspaceScope, id: string): Promise<DocumentVersion[]> {
    const document = await this.#findRow(scope, id)
    if (document === null) return []
    const rows = await runDatabaseOperation('Listing versions', () =>
      this.client.documentVersion.findMany({ where: { documentId: id }, orderBy: { version: 'desc' } }),
    )
    return toDocumentVersions(document, rows)
  }

  async counts(scope: WorkspaceScope): Promise<DocumentCounts> {
    const groups = await runDatabaseOperation('Counting documents', () =>
      this.client.document.groupBy({ by: ['status'], where: { workspaceId: scope.workspaceId }, _count: true }),
    )
    const countOf = (status: DocumentStatus) => groups.find((group) => group.status === status)?._count ?? 0
    return { queued: countOf('queued'), processing: countOf('processing'), ready: countOf('ready'), failed: countOf('failed'), cancelled: countOf('cancelled') }
  }

  async countFailures(scope: WorkspaceScope): Promise<FailureGroup[]> {
    const where = { workspaceId: scope.workspaceId, status: 'failed' }
    const groups = await runDatabaseOperation('Grouping failures', () => this.client.document.groupBy({ by: ['errorCode'], where, _count: true }))
    const failures = groups.map((group) => ({
      code: readColumn('The reason of a failure', errorCodeColumn, group.errorCode) ?? 'internal_error',
      count: group._count,
    }))
    return failures.sort((a, b) => b.count - a.count || a.code.localeCompare(b.code))
  }

  async delete(scope: WorkspaceScope, id: string): Promise<DocumentRecord | null> {
    try {
      const row = await runDatabaseOperation('Deleting a document', () => this.client.document.delete({ where: { id, workspaceId: scope.workspaceId } }))
      return toDocumentRecord(row)
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return null
      throw error
    }
  }

  async isOriginalReferenced(contentHash: string): Promise<boolean> {
    // What answers while its successor is unfinished can still be shown, so its original stays until then.
    const stillAnswers = { contentHash, status: 'ready', document: { status: { not: 'ready' } } }
    const row = await runDatabaseOperation('Looking for an original', () =>
      this.client.document.findFirst({ where: { OR: [{ contentHash }, { versions: { some: stillAnswers } }] }, select: { id: true } }),
    )
    return row !== null
  }

  #findRow(scope: WorkspaceScope, id: string): Promise<Document | null> {
    return runDatabaseOperation('Reading a document', () => this.client.document.findFirst({ where: { id, workspaceId: scope.workspaceId } }))
  }
}

/** A document that was taken before and neither finished nor cleared may have left something in the index: it counts on. */
function attemptsKept(before: Document): number {
  return before.status === 'ready' || before.status === 'cancelled' ? 0 : before.attempts
}
