import type { DocumentRecord } from '@/lib/domain/document'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'

/** What the API gives for one document: its record and its normalized text with the map over it, less the layout. */
export interface DocumentContent extends Omit<NormalizedDocument, 'layout'> {
  document: DocumentRecord
  hasLayout: boolean
}

/** A range of the normalized text, UTF-16 offsets, end exclusive. */
export interface TextRange {
  start: number
  end: number
}
