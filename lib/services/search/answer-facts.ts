import type { PassageFilter } from '@/lib/domain/passage'
import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'

/** What an answer says of the documents themselves: how many were searched, and when those that were found were written. */
export function openAnswerFacts(documents: Pick<DocumentStore, 'counts' | 'read'>, scope: WorkspaceScope, filter: PassageFilter = {}) {
  const used = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0))
  const narrowing: PassageFilter = Object.fromEntries(used)
  return {
    ...(used.length === 0 ? {} : { filter: narrowing }),
    /** Null where the filter does not tell. Errors: those of the store. */
    async countDocuments(): Promise<number | null> {
      if (used.length === 0) return (await documents.counts(scope)).ready
      return used.length === 1 && narrowing.documentIds !== undefined ? new Set(narrowing.documentIds).size : null
    },
    /** Only those that say when they were written. */
    async readDates(ids: string[]): Promise<ReadonlyMap<string, string>> {
      const records = await Promise.all(ids.map((id) => documents.read(scope, id)))
      return new Map(records.flatMap((record) => (record?.writtenAt ? [[record.id, record.writtenAt] as const] : [])))
    },
  }
}
