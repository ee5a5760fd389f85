import { AppError } from '@/lib/domain/app-error'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { NewTestRun } from '@/lib/domain/ports/stores/test-set-store'
import type { TestResult, TestRun, TestScores } from '@/lib/domain/retrieval/test-set'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { runDatabaseOperation } from '../connection/run-database-operation'
import type { PrismaClient } from '../generated/client'
import { toJsonColumn } from '../rows/column-shape'
import { toTestResult, toTestRun } from './test-set-row'

/** The measurements of test sets: the half of the store that a run writes to. */
export class PrismaTestRuns {
  protected readonly client: PrismaClient

  constructor(client: PrismaClient) {
    this.client = client
  }

  async createRun(scope: WorkspaceScope, testSetId: string, run: NewTestRun): Promise<TestRun> {
    const { configurations, ...columns } = run
    const row = await runDatabaseOperation('Starting a test run', () =>
      this.client.$transaction(async (transaction) => {
        if ((await transaction.testSet.count({ where: { id: testSetId, workspaceId: scope.workspaceId } })) === 0) throw noSuchSet()
        return transaction.testRun.create({ data: { testSetId, configurations: toJsonColumn(configurations), ...columns } })
      }),
    )
    return toTestRun(row)
  }

  async listRuns(scope: WorkspaceScope, testSetId: string, limit: number): Promise<TestRun[]> {
    const where = { testSetId, testSet: { workspaceId: scope.workspaceId } }
    const rows = await runDatabaseOperation('Listing test runs', () => this.client.testRun.findMany({ where, orderBy: { id: 'desc' }, take: limit }))
    return rows.map(toTestRun)
  }

  async readRun(scope: WorkspaceScope, runId: string): Promise<TestRun | null> {
    const where = { id: runId, testSet: { workspaceId: scope.workspaceId } }
    const row = await runDatabaseOperation('Reading a test run', () => this.client.testRun.findFirst({ where }))
    return row && toTestRun(row)
  }

  async saveResults(runId: string, results: TestResult[], done: number): Promise<void> {
    const data = results.map(({ hits, ...result }) => ({ ...result, runId, hits: toJsonColumn(hits) }))
    await runDatabaseOperation('Keeping test results', () =>
      this.client.$transaction([this.client.testResult.createMany({ data }), this.client.testRun.update({ where: { id: runId }, data: { done } })]),
    )
  }

  async finishRun(runId: string, outcome: { status: TestRun['status']; errorCode: ErrorCode | null; scores: TestScores[] }): Promise<void> {
    const data = { ...outcome, scores: toJsonColumn(outcome.scores), finishedAt: new Date() }
    await runDatabaseOperation('Ending a test run', () => this.client.testRun.updateMany({ where: { id: runId, status: 'running' }, data }))
  }

  async listResults(scope: WorkspaceScope, runId: string): Promise<TestResult[]> {
    const where = { runId, run: { testSet: { workspaceId: scope.workspaceId } } }
    const orderBy = [{ questionId: 'asc' as const }, { configuration: 'asc' as const }]
    const rows = await runDatabaseOperation('Reading test results', () => this.client.testResult.findMany({ where, orderBy }))
    return rows.map(toTestResult)
  }

  async deleteRun(scope: WorkspaceScope, runId: string): Promise<boolean> {
    const where = { id: runId, testSet: { workspaceId: scope.workspaceId } }
    const { count } = await runDatabaseOperation('Deleting a test run', () => this.client.testRun.deleteMany({ where }))
    return count === 1
  }

  async endAbandonedRuns(): Promise<number> {
    const data = { status: 'failed', errorCode: 'cancelled', finishedAt: new Date() }
    const { count } = await runDatabaseOperation('Ending abandoned test runs', () => this.client.testRun.updateMany({ where: { status: 'running' }, data }))
    return count
  }
}

export function noSuchSet(): AppError {
  return new AppError('not_found', 'No such test set')
}
