import { z } from 'zod'
import { chunkStrategies } from '@/lib/domain/chunk'
import { type DocumentRecord, documentFormats, documentNoticeCodes, documentOrigins, documentStages, documentStatuses } from '@/lib/domain/document'
import type { Document } from '../generated/client'
import { readColumn } from './column-shape'
import { errorCodeColumn } from './error-code-column'

const checkedColumns = z.object({
  format: z.enum(documentFormats),
  status: z.enum(documentStatuses),
  stage: z.enum(documentStages),
  errorCode: errorCodeColumn,
  origin: z.enum(documentOrigins),
  notices: z.array(z.object({ code: z.enum(documentNoticeCodes), count: z.number() })),
  headings: z.array(z.string()),
  tags: z.array(z.string()),
})

const chunkingColumns = z.object({ strategy: z.enum(chunkStrategies), maxTokens: z.int().nullable() })

/** A row as the rest of Docent knows it. Errors: database_failed. */
export function toDocumentRecord(row: Document): DocumentRecord {
  const { leaseOwner, leaseUntil, notBefore, interruptions, tries, chunkStrategy, chunkMaxTokens, ...shared } = row
  return {
    ...shared,
    ...readColumn('A document', checkedColumns, row),
    chunking: readColumn('A document', chunkingColumns, { strategy: chunkStrategy, maxTokens: chunkMaxTokens }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    retryAt: notBefore?.toISOString() ?? null,
    writtenAt: row.writtenAt?.toISOString() ?? null,
    modifiedAt: row.modifiedAt?.toISOString() ?? null,
    queuedAt: row.queuedAt.toISOString(),
    readyAt: row.readyAt?.toISOString() ?? null,
  }
}
