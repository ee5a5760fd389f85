import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { FileStore } from '@/lib/domain/ports/file-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import type { KeyedLocks } from './keyed-locks'

interface OriginalParts {
  files: FileStore
  documents: DocumentStore
}

const documentsPerPage = 500

export function originalLock(contentHash: string): string {
  return `original ${contentHash}`
}

/**
 * Deletes an original unless a document still refers to it. It is held meanwhile: an upload of the same bytes that has
 * put them in place and not yet recorded its document must not lose them.
 */
export async function deleteUnreferencedOriginal(parts: OriginalParts & { locks: KeyedLocks }, contentHash: string): Promise<void> {
  await parts.locks.hold(originalLock(contentHash), async () => {
    if (!(await parts.documents.isOriginalReferenced(contentHash))) await parts.files.deleteOriginal(contentHash)
  })
}

/**
 * Deletes the originals that a killed app left: stored and not yet recorded, or replaced and not yet deleted.
 * Only for the start, before the first upload. Returns how many there were.
 */
export async function removeUnreferencedOriginals(parts: OriginalParts, scope: WorkspaceScope): Promise<number> {
  const originals = await parts.files.listOriginals()
  const known = originals.length > 0 ? await readContentHashes(parts.documents, scope) : new Set<string>()
  let count = 0
  for (const contentHash of originals) {
    // What this workspace does not know may belong to another.
    if (known.has(contentHash) || (await parts.documents.isOriginalReferenced(contentHash))) continue
    await parts.files.deleteOriginal(contentHash)
    count += 1
  }
  return count
}

async function readContentHashes(documents: DocumentStore, scope: WorkspaceScope): Promise<Set<string>> {
  const hashes = new Set<string>()
  let cursor: string | null | undefined
  do {
    const page: Awaited<ReturnType<DocumentStore['list']>> = await documents.list(scope, { cursor: cursor ?? undefined, limit: documentsPerPage })
    for (const document of page.documents) hashes.add(document.contentHash)
    cursor = page.nextCursor
  } while (cursor)
  return hashes
}
