import type { ErrorCode } from '../../error-catalog'
import type { NamedConfiguration, TestJudgement, TestQuestion, TestQuestionOrigin, TestResult, TestRun, TestScores, TestSet } from '../../retrieval/test-set'
import type { WorkspaceScope } from '../../workspace'

export interface NewTestQuestion {
  externalId: string | null
  text: string
  origin: TestQuestionOrigin
  judgements: TestJudgement[]
}

export interface NewTestRun {
  configurations: NamedConfiguration[]
  embeddingModelId: string
  rerankerModelId: string | null
  questionCount: number
}

/** Sets, their questions and their measurements. Errors of every method: database_failed; `not_found` where a record must exist. */
export interface TestSetStore {
  /** Errors: conflict when the name is taken. */
  create(scope: WorkspaceScope, name: string): Promise<TestSet>
  /** Newest change first. */
  list(scope: WorkspaceScope): Promise<TestSet[]>
  read(scope: WorkspaceScope, id: string): Promise<TestSet | null>
  rename(scope: WorkspaceScope, id: string, name: string): Promise<TestSet>
  /** The set that feedback from the chat fills: known by a key of its own, so it may be renamed. Null until `openFeedbackSet` made it. */
  readFeedbackSet(scope: WorkspaceScope): Promise<TestSet | null>
  /** The same; made under `name`, or that name with a number, when it is not there. */
  openFeedbackSet(scope: WorkspaceScope, name: string): Promise<TestSet>
  /** With its questions, runs and results. False when it was not there. */
  delete(scope: WorkspaceScope, id: string): Promise<boolean>

  /** In one transaction. A question with the `externalId` of one that is there replaces it and keeps its id, and so its results. */
  addQuestions(scope: WorkspaceScope, testSetId: string, questions: NewTestQuestion[]): Promise<number>
  listQuestions(
    scope: WorkspaceScope,
    testSetId: string,
    page: { cursor?: string; limit: number },
  ): Promise<{ questions: TestQuestion[]; nextCursor: string | null }>
  replaceJudgements(scope: WorkspaceScope, questionId: string, judgements: TestJudgement[]): Promise<TestQuestion>
  deleteQuestion(scope: WorkspaceScope, questionId: string): Promise<boolean>
  deleteQuestionByExternalId(scope: WorkspaceScope, testSetId: string, externalId: string): Promise<boolean>

  createRun(scope: WorkspaceScope, testSetId: string, run: NewTestRun): Promise<TestRun>
  /** Newest first. */
  listRuns(scope: WorkspaceScope, testSetId: string, limit: number): Promise<TestRun[]>
  readRun(scope: WorkspaceScope, runId: string): Promise<TestRun | null>
  /** Errors: not_found when the run or a question of the results is gone. */
  saveResults(runId: string, results: TestResult[], done: number): Promise<void>
  /** Does nothing when the run is not running any more. */
  finishRun(runId: string, outcome: { status: TestRun['status']; errorCode: ErrorCode | null; scores: TestScores[] }): Promise<void>
  listResults(scope: WorkspaceScope, runId: string): Promise<TestResult[]>
  deleteRun(scope: WorkspaceScope, runId: string): Promise<boolean>
  /** At start: runs that a killed app left running are marked failed with `cancelled`. */
  endAbandonedRuns(): Promise<number>
}
