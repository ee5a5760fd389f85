import type { DocumentFormat } from './document'
import type { LanguageCode } from './language'
import type { PageBreak } from './page/page-at'

/** A chunk as the index returns it. */
export interface StoredChunk {
  /** The point's UUID in the index. */
  pointId: string
  documentId: string
  version: number
  source: string
  /** The heading path joined with " › "; empty when the document has no headings. */
  section: string
  headingPath: string[]
  /** As in `Chunk`; see `pageAt`. No page breaks are known of what was written before they were kept. */
  page: number | null
  pageBreaks: PageBreak[]
  start: number
  end: number
  chunkIndex: number
  language: LanguageCode
  text: string
  contentHash: string
  /** As in `Chunk`. */
  tokenCount: number
  createdAt: string
}

/** A chunk found for a query. Scores are only comparable within one result list. */
export interface Passage extends StoredChunk {
  score: number
}

/** Narrows a search inside the workspace. Empty or missing fields do not filter. */
export interface PassageFilter {
  documentIds?: string[]
  sources?: string[]
  languages?: LanguageCode[]
  collectionIds?: string[]
  formats?: DocumentFormat[]
  /** Documents that carry at least one of them. */
  tags?: string[]
  /** ISO dates: when the document says it was written, else when it came in; both ends included. */
  writtenFrom?: string
  writtenUntil?: string
  /** First page of the passage, both ends included. */
  pageFrom?: number
  pageUntil?: number
}
