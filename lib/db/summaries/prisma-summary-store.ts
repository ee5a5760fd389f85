import { z } from 'zod'
import { plainAnswer } from '@/lib/domain/answer'
import type { StoredSummary, SummaryStore } from '@/lib/domain/ports/stores/summary-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { runDatabaseOperation } from '../connection/run-database-operation'
import type { PrismaClient, Summary as SummaryRow } from '../generated/client'
import { checksColumn, citationsColumn, sourcesColumn } from '../rows/answer-columns'
import { readColumn, toJsonColumn } from '../rows/column-shape'

const summaryColumns = z.object({
  kind: z.enum(['extractive', 'generated', 'not-found']),
  sources: sourcesColumn,
  citations: citationsColumn,
  checks: checksColumn,
})

export class PrismaSummaryStore implements SummaryStore {
  constructor(private readonly client: PrismaClient) {}

  async read({ workspaceId }: WorkspaceScope, { documentId, language }: { documentId: string | null; language: string }): Promise<StoredSummary | null> {
    const where = { workspaceId, documentId, language }
    const row = await runDatabaseOperation('Reading a summary', () => this.client.summary.findFirst({ where, orderBy: { id: 'desc' } }))
    return row && toStoredSummary(row)
  }

  async save(
    { workspaceId }: WorkspaceScope,
    { answer, documentId, language, contentKey, modelName }: Parameters<SummaryStore['save']>[1],
  ): Promise<StoredSummary> {
    const { kind, text, sources, citations, checks } = answer
    const json = { sources: toJsonColumn(sources), citations: toJsonColumn(citations), checks: toJsonColumn(checks) }
    const data = { workspaceId, documentId, language, contentKey, modelName, kind, text, ...json }
    const [, row] = await runDatabaseOperation('Keeping a summary', () =>
      this.client.$transaction([this.client.summary.deleteMany({ where: { workspaceId, documentId, language } }), this.client.summary.create({ data })]),
    )
    return toStoredSummary(row)
  }

  async deleteOf({ workspaceId }: WorkspaceScope, documentId: string): Promise<void> {
    await runDatabaseOperation('Deleting summaries', () =>
      this.client.summary.deleteMany({ where: { workspaceId, OR: [{ documentId }, { documentId: null }] } }),
    )
  }
}

/** Errors: database_failed. */
function toStoredSummary({ id, documentId, language, contentKey, modelName, text, createdAt, ...row }: SummaryRow): StoredSummary {
  const answer = plainAnswer({ text, ...readColumn('A summary', summaryColumns, row) })
  const { checks } = readColumn('A summary', summaryColumns, row)
  return { id, documentId, language, contentKey, modelName, answer: { ...answer, checks }, createdAt: createdAt.toISOString() }
}
