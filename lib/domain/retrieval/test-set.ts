import type { ErrorCode } from '../error-catalog'
import type { SearchConfiguration } from './search-configuration'

/** How a question came into a test set. */
export const testQuestionOrigins = ['hand', 'feedback', 'upload', 'proposal'] as const
export type TestQuestionOrigin = (typeof testQuestionOrigins)[number]

/**
 * A place that answers a question: a range of a document's normalized text, or the whole document when `start` is null. The document
 * may be gone or read anew; it is found again by its id, else by its source, and the place by its text.
 */
export interface TestJudgement {
  documentId: string | null
  source: string
  start: number | null
  end: number | null
  /** What stood in the range; null for a whole document. */
  text: string | null
  /** From 1. */
  grade: number
}

export interface TestQuestion {
  id: string
  externalId: string | null
  text: string
  origin: TestQuestionOrigin
  judgements: TestJudgement[]
  createdAt: string
}

export interface TestSet {
  id: string
  name: string
  questionCount: number
  createdAt: string
  updatedAt: string
}

/** Means over the questions of a run. `p50` and `p95` are milliseconds of one search. */
export interface TestScores {
  ndcg: number
  recall: number
  reciprocalRank: number
  p50: number
  p95: number
}

export const testRunStatuses = ['running', 'finished', 'cancelled', 'failed'] as const
export type TestRunStatus = (typeof testRunStatuses)[number]

export interface NamedConfiguration {
  name: string
  configuration: SearchConfiguration
}

/** One measurement of a set. `scores[k]` belongs to `configurations[k]`; empty until it is finished. */
export interface TestRun {
  id: string
  testSetId: string
  status: TestRunStatus
  errorCode: ErrorCode | null
  configurations: NamedConfiguration[]
  scores: TestScores[]
  embeddingModelId: string
  rerankerModelId: string | null
  questionCount: number
  /** Questions measured, of `questionCount`. */
  done: number
  createdAt: string
  finishedAt: string | null
}

/** What one configuration of a run found for one question; all scores 0 to 1, at ten places. */
export interface TestResult {
  configuration: number
  questionId: string
  ndcg: number
  recall: number
  reciprocalRank: number
  milliseconds: number
  hits: Array<{ documentId: string; source: string; start: number; end: number; grade: number }>
}
