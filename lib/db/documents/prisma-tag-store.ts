import { z } from 'zod'
import type { DocumentRecord } from '@/lib/domain/document'
import type { TagCount, TagStore } from '@/lib/domain/ports/stores/tag-store'
import { foldTag } from '@/lib/domain/retrieval/tags'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { runDatabaseOperation } from '../connection/run-database-operation'
import type { PrismaClient } from '../generated/client'
import { readColumn } from '../rows/column-shape'
import { toDocumentRecord } from '../rows/document-row'

const tagsColumn = z.array(z.string())

/** Tags lie with their document, as it has few of them; the list is made of what the documents hold. */
export class PrismaTagStore implements TagStore {
  readonly #client: PrismaClient

  constructor(client: PrismaClient) {
    this.#client = client
  }

  async save(scope: WorkspaceScope, documentId: string, tags: string[]): Promise<DocumentRecord> {
    const where = { id: documentId, workspaceId: scope.workspaceId }
    return toDocumentRecord(await runDatabaseOperation('Saving tags', () => this.#client.document.update({ where, data: { tags } })))
  }

  async list(scope: WorkspaceScope): Promise<TagCount[]> {
    const where = { workspaceId: scope.workspaceId, NOT: { tags: { equals: [] } } }
    const rows = await runDatabaseOperation('Listing tags', () => this.#client.document.findMany({ where, select: { tags: true }, orderBy: { id: 'asc' } }))
    const counts = new Map<string, TagCount>()
    for (const tag of rows.flatMap((row) => readColumn('The tags of a document', tagsColumn, row.tags))) {
      const known = counts.get(foldTag(tag))
      if (known) known.count += 1
      else counts.set(foldTag(tag), { tag, count: 1 })
    }
    return [...counts.values()].sort((left, right) => right.count - left.count || left.tag.localeCompare(right.tag))
  }
}
