import type { Answer } from './answer'

/**
 * What a document says, or everything in the library where `documentId` is null. `answer.kind` is `generated` or `extractive`.
 * `isCurrent` is false when the text has changed since it was made.
 */
export interface Summary {
  id: string
  documentId: string | null
  language: string
  /** Null for one made of the documents' own sentences. */
  modelName: string | null
  answer: Answer
  isCurrent: boolean
  createdAt: string
}

/** What is streamed while one is made. `done` of `total`: parts read. */
export type SummaryEvent =
  | { type: 'summary-progress'; done: number; total: number }
  | { type: 'summary-end'; summary: Summary }
  | { type: 'summary-error'; code: string; message: string }
