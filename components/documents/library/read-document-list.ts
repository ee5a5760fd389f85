import { callApi } from '@/components/api/call-api'
import type { DocumentRecord } from '@/lib/domain/document'
import type { StatusFilter } from './library-state'

export interface DocumentList {
  documents: DocumentRecord[]
  nextCursor: string | null
}

const documentsPerPage = 100

/** Reads pages of the list, newest first, until there are `atLeast` documents or no more. @throws ApiFailure, AbortError */
export async function readDocumentList(filter: StatusFilter, from: { cursor: string | null; atLeast: number; signal: AbortSignal }): Promise<DocumentList> {
  const documents: DocumentRecord[] = []
  let cursor = from.cursor
  do {
    const query = new URLSearchParams({ limit: String(documentsPerPage) })
    if (filter !== 'all') query.set('status', filter)
    if (cursor) query.set('cursor', cursor)
    const page = await callApi<DocumentList>(`/api/documents?${query}`, { signal: from.signal })
    documents.push(...page.documents)
    cursor = page.nextCursor
  } while (cursor && documents.length < from.atLeast)
  return { documents, nextCursor: cursor }
}
