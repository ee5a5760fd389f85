import { z } from 'zod'
import { type DocumentRecord, documentFormats, documentStages, documentStatuses } from '@/lib/domain/document'
import type { Document } from '../generated/client'
import { readColumn } from './column-shape'
import { errorCodeColumn } from './error-code-column'

const checkedColumns = z.object({
  format: z.enum(documentFormats),
  status: z.enum(documentStatuses),
  stage: z.enum(documentStages),
  errorCode: errorCodeColumn,
  headings: z.array(z.string()),
})

/** A row as the rest of Docent knows it. Errors: database_failed. */
export function toDocumentRecord(row: Document): DocumentRecord {
  const { leaseOwner, leaseUntil, notBefore, queuedAt, ...shared } = row
  return {
    ...shared,
    ...readColumn('A document', checkedColumns, row),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    readyAt: row.readyAt?.toISOString() ?? null,
  }
}
