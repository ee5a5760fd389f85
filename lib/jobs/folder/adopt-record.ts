import type { DocumentRecord } from '@/lib/domain/document'
import type { FolderRecord } from '@/lib/domain/ports/folder/watched-folder'
import type { FolderParts } from './folder-parts'

const documentsPerPage = 500

/**
 * What is known of the folder at start. Documents that were brought and not yet noted when the app was killed are entered, so that
 * they go with their file. Where the record is of another folder, or lost, what was brought before is kept: a folder named by
 * mistake must not empty a library.
 */
export async function adoptRecord(parts: FolderParts): Promise<FolderRecord> {
  const { folder, records } = parts
  const known = await records.read()
  const record: FolderRecord = known?.folder === folder.path ? known : { folder: folder.path, entries: {}, kept: known?.kept ?? [] }
  const kept = new Set(record.kept)
  for await (const document of broughtDocuments(parts)) {
    if (record === known && !kept.has(document.source)) record.entries[document.source] ??= entryOf(document)
    else kept.add(document.source)
  }
  record.kept = [...kept]
  return record
}

/** No file has this time: it is looked at again, and found unchanged by its bytes. */
function entryOf(document: DocumentRecord): FolderRecord['entries'][string] {
  return { byteSize: document.byteSize, modifiedAt: -1, documentId: document.id, contentHash: document.contentHash, refusal: null }
}

async function* broughtDocuments({ documents, scope }: FolderParts): AsyncGenerator<DocumentRecord> {
  let cursor: string | null | undefined
  do {
    const page: Awaited<ReturnType<FolderParts['documents']['list']>> = await documents.list(scope, { cursor: cursor ?? undefined, limit: documentsPerPage })
    yield* page.documents.filter((document) => document.origin === 'folder')
    cursor = page.nextCursor
  } while (cursor)
}
