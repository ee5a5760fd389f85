import type { ErrorCode } from './error-catalog'
import type { LanguageCode } from './language'

export const documentStatuses = ['queued', 'processing', 'ready', 'failed'] as const
export type DocumentStatus = (typeof documentStatuses)[number]

/** The stages a person sees, in order. `received` while it waits, `ready` at the end. */
export const documentStages = ['received', 'reading', 'chunking', 'embedding', 'ready'] as const
export type DocumentStage = (typeof documentStages)[number]

export const documentFormats = [
  'pdf',
  'docx',
  'markdown',
  'html',
  'text',
  'pptx',
  'xlsx',
  'odt',
  'ods',
  'odp',
  'rtf',
  'epub',
  'eml',
  'csv',
  'json',
  'code',
  'hwp',
  'hwpx',
] as const
export type DocumentFormat = (typeof documentFormats)[number]

/** One uploaded or pasted document as the library knows it. Dates are ISO 8601 strings in UTC. */
export interface DocumentRecord {
  id: string
  workspaceId: string
  collectionId: string
  /** The name the person gave it, possibly with folders ("reports/2024/q3.pdf"). A label, never a path. */
  source: string
  format: DocumentFormat
  byteSize: number
  /** sha256 of the original bytes, lower-case hex; the key of the file in storage. */
  contentHash: string
  /** Counts up when the same document is ingested again; part of every point id. */
  version: number
  status: DocumentStatus
  stage: DocumentStage
  /** Work done and total within the stage (chunks while embedding); 0 of 0 when the stage has no count. */
  progressDone: number
  progressTotal: number
  errorCode: ErrorCode | null
  title: string | null
  language: LanguageCode | null
  /** First headings in reading order, for suggested questions; at most 12. */
  headings: string[]
  pageCount: number | null
  characterCount: number | null
  chunkCount: number
  attempts: number
  createdAt: string
  updatedAt: string
  readyAt: string | null
}

export interface DocumentCounts {
  queued: number
  processing: number
  ready: number
  failed: number
}
