import { z } from 'zod'
import { type DocumentVersion, documentStatuses, type VersionReason, versionReasons } from '@/lib/domain/document'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { Document, DocumentVersion as DocumentVersionRow, Prisma } from '../generated/client'
import { readColumn } from '../rows/column-shape'
import { errorCodeColumn } from '../rows/error-code-column'

type Transaction = Prisma.TransactionClient

const checkedColumns = z.object({ reason: z.enum(versionReasons), status: z.enum(documentStatuses), errorCode: errorCodeColumn })

/** Writes that a document has a new version. One that was not finished is cancelled by it. */
export async function startVersion(transaction: Transaction, document: Document, reason: VersionReason): Promise<void> {
  const { id: documentId, version, contentHash, byteSize, queuedAt } = document
  if (reason !== 'added')
    await transaction.documentVersion.updateMany({ where: { documentId, status: 'queued' }, data: { status: 'cancelled', finishedAt: queuedAt } })
  await transaction.documentVersion.create({ data: { documentId, version, reason, contentHash, byteSize, createdAt: queuedAt } })
}

/** Documents older than the table of versions get their row when the next version comes. */
export async function ensureVersion(transaction: Transaction, document: Document): Promise<void> {
  const { id: documentId, version } = document
  const row = await transaction.documentVersion.findUnique({ where: { documentId_version: { documentId, version } }, select: { version: true } })
  if (row === null) await transaction.documentVersion.create({ data: onlyVersionOf(document) })
}

export type VersionEnd = { status: 'ready'; chunkCount: number; embeddedCount: number } | { status: 'failed'; errorCode: ErrorCode } | { status: 'cancelled' }

/** Writes how versions ended. */
export async function endVersions(
  transaction: Transaction,
  versions: Array<{ id: string; version: number }>,
  end: VersionEnd,
  finishedAt: Date,
): Promise<void> {
  await updateVersions(transaction, versions, { errorCode: null, ...end, finishedAt })
}

/** Versions that failed or were cancelled wait again. */
export async function reopenVersions(transaction: Transaction, versions: Array<{ id: string; version: number }>): Promise<void> {
  await updateVersions(transaction, versions, { status: 'queued', errorCode: null, finishedAt: null })
}

/** SQLite takes a limited number of values in one statement. */
const versionsPerStatement = 200

async function updateVersions(
  transaction: Transaction,
  versions: Array<{ id: string; version: number }>,
  data: Prisma.DocumentVersionUpdateManyMutationInput,
): Promise<void> {
  for (let start = 0; start < versions.length; start += versionsPerStatement) {
    const keys = versions.slice(start, start + versionsPerStatement).map(({ id, version }) => ({ documentId: id, version }))
    await transaction.documentVersion.updateMany({ where: { OR: keys }, data })
  }
}

/** `document` says what the unfinished version is doing. Errors: database_failed. */
export function toDocumentVersions(document: Document, rows: DocumentVersionRow[]): DocumentVersion[] {
  const known = rows.some((row) => row.version === document.version) ? rows : [onlyVersionOf(document), ...rows]
  return known.map((row) => {
    const { version, contentHash, byteSize, chunkCount, embeddedCount } = row
    const isCurrent = version === document.version
    const columns = readColumn('A version', checkedColumns, isCurrent ? { ...row, status: document.status, errorCode: document.errorCode } : row)
    const dates = { createdAt: row.createdAt.toISOString(), finishedAt: row.finishedAt?.toISOString() ?? null }
    return { version, contentHash, byteSize, chunkCount, embeddedCount, ...columns, ...dates }
  })
}

function onlyVersionOf(document: Document): DocumentVersionRow {
  const { id: documentId, version, contentHash, byteSize, status, errorCode, chunkCount, createdAt, readyAt } = document
  const isFinished = status !== 'queued' && status !== 'processing'
  const end = isFinished
    ? { status, errorCode, chunkCount, embeddedCount: chunkCount, finishedAt: readyAt }
    : { status: 'queued', errorCode: null, chunkCount: 0, embeddedCount: 0, finishedAt: null }
  return { documentId, version, reason: version === 1 ? 'added' : 'replaced', contentHash, byteSize, createdAt, ...end }
}
