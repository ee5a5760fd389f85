import type { DocumentRecord } from '@/lib/domain/document'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'

/** What the API gives for one document: its record and its normalized text with the map over it. */
export interface DocumentContent extends NormalizedDocument {
  document: DocumentRecord
}

/** A range of the normalized text, UTF-16 offsets, end exclusive. */
export interface TextRange {
  start: number
  end: number
}
