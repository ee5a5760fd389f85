import type { DocumentRecord } from '@/lib/domain/document'
import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { type SyncParts, syncDocument } from './sync-document'

export interface FillParts extends SyncParts {
  documents: Pick<DocumentStore, 'read' | 'list'>
}

const documentsPerPage = 200

/**
 * Makes the copy equal to the original: every document of the library in turn, then what only one of the two knows. What comes in or goes
 * meanwhile is the business of `ChangedDocuments`. Documents that are in step cost two reads of their payloads.
 *
 * It goes by documents and not by points, since what stands before a chunk in what the model reads comes from its document.
 */
export async function fillCollection(parts: FillParts, scope: WorkspaceScope, signal: AbortSignal): Promise<void> {
  let cursor: string | undefined
  do {
    const page: { documents: DocumentRecord[]; nextCursor: string | null } = await parts.documents.list(scope, { cursor, limit: documentsPerPage })
    for (const { id } of page.documents) {
      signal.throwIfAborted()
      await syncDocument(parts, scope, id, signal)
    }
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  const { from, to } = await parts.mirror.count(scope)
  if (to === from) return
  for (const id of await parts.mirror.listStrayDocuments(scope)) await syncDocument(parts, scope, id, signal)
}
