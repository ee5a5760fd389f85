import type { CollectionChunking } from './chunk'
import type { ErrorCode } from './error-catalog'
import type { LanguageCode } from './language'

export const documentStatuses = ['queued', 'processing', 'ready', 'failed', 'cancelled'] as const
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
  'image',
] as const
export type DocumentFormat = (typeof documentFormats)[number]

/** How a document came in. What a folder or a site brought is also taken away by it. */
export const documentOrigins = ['upload', 'paste', 'api', 'folder', 'web'] as const
export type DocumentOrigin = (typeof documentOrigins)[number]

/**
 * What a person should know of a document that is ready all the same.
 * - `pages_recognised`: so many pages held no text and were read from their picture
 * - `pages_unreadable`: so many pages could not be read; the others are in
 * - `hidden_text`: so many characters are in the file that nobody sees in it; they were left out
 * - `no_text`: it was opened and holds no text, so nothing of it can be found (count 0)
 * - `same_content`: another document of the collection has the very same bytes (count 0)
 */
export const documentNoticeCodes = ['pages_recognised', 'pages_unreadable', 'hidden_text', 'no_text', 'same_content'] as const
export type DocumentNoticeCode = (typeof documentNoticeCodes)[number]
export interface DocumentNotice {
  code: DocumentNoticeCode
  count: number
}

/** One uploaded or pasted document as the library knows it. Dates are ISO 8601 strings in UTC. */
export interface DocumentRecord {
  id: string
  workspaceId: string
  collectionId: string
  /** The name the person gave it, possibly with folders ("reports/2024/q3.pdf"). A label, never a path. */
  source: string
  origin: DocumentOrigin
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
  /** Why it failed; while it is queued, the passing trouble for which it waits until `retryAt`. */
  errorCode: ErrorCode | null
  retryAt: string | null
  notices: DocumentNotice[]
  /** Words a person filed it under, as they wrote them; each once, at most 20. */
  tags: string[]
  title: string | null
  author: string | null
  /** When the document says it was written and last changed. */
  writtenAt: string | null
  modifiedAt: string | null
  language: LanguageCode | null
  /** First headings in reading order, for suggested questions; at most 12. */
  headings: string[]
  pageCount: number | null
  characterCount: number | null
  chunkCount: number
  /** What it was last cut with. */
  chunking: CollectionChunking
  attempts: number
  createdAt: string
  updatedAt: string
  readyAt: string | null
  /** When it last joined the queue: the order in which documents are taken. */
  queuedAt: string
}

export interface DocumentCounts {
  queued: number
  processing: number
  ready: number
  failed: number
  cancelled: number
}

/** The whole queue at a glance. `order`: the ids of the first 200 waiting documents, the next one first. */
export interface QueueState {
  isPaused: boolean
  order: string[]
  /** Chunks embedded a second over the last minute; null until it is known. */
  chunksPerSecond: number | null
  /** Until everything that waits is done, at the present speed; null until it is known. */
  remainingSeconds: number | null
  /** What keeps every document waiting (a full disk, a vector database that does not answer), and when it is tried again. */
  trouble: { code: ErrorCode; retryAt: string } | null
}

/** Failed documents that share a reason. */
export interface FailureGroup {
  code: ErrorCode
  count: number
}

export const versionReasons = ['added', 'replaced', 'recut'] as const
export type VersionReason = (typeof versionReasons)[number]

/** What became of one version of a document. Texts and points of old versions are gone; this stays. */
export interface DocumentVersion {
  version: number
  reason: VersionReason
  contentHash: string
  byteSize: number
  status: DocumentStatus
  errorCode: ErrorCode | null
  chunkCount: number
  /** Chunks that went through the embedding model; the others were taken over from another version or document. */
  embeddedCount: number
  createdAt: string
  finishedAt: string | null
}
