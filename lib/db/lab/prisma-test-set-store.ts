import { toAppError } from '@/lib/domain/app-error'
import type { NewTestQuestion, TestSetStore } from '@/lib/domain/ports/stores/test-set-store'
import type { TestJudgement, TestQuestion, TestSet } from '@/lib/domain/retrieval/test-set'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { runDatabaseOperation } from '../connection/run-database-operation'
import type { Prisma } from '../generated/client'
import { noSuchSet, PrismaTestRuns } from './prisma-test-runs'
import { toTestQuestion, toTestSet } from './test-set-row'
import { createJudgements, writeQuestions } from './write-questions'

const counted = { _count: { select: { questions: true } } } satisfies Prisma.TestSetInclude
const judged = { judgements: { orderBy: { id: 'asc' } } } satisfies Prisma.TestQuestionInclude
const feedbackKey = 'feedback'
/** Writing 5,000 questions takes about a second. */
const transactionTimeoutMilliseconds = 60_000

/** Test sets and their questions; what measures them is in `PrismaTestRuns`. Every change of a question counts as a change of its set. */
export class PrismaTestSetStore extends PrismaTestRuns implements TestSetStore {
  async create(scope: WorkspaceScope, name: string): Promise<TestSet> {
    const data = { workspaceId: scope.workspaceId, name }
    return toTestSet(await runDatabaseOperation('Creating a test set', () => this.client.testSet.create({ data, include: counted })))
  }

  async list(scope: WorkspaceScope): Promise<TestSet[]> {
    const where = { workspaceId: scope.workspaceId }
    const orderBy = [{ updatedAt: 'desc' as const }, { id: 'desc' as const }]
    const rows = await runDatabaseOperation('Listing test sets', () => this.client.testSet.findMany({ where, orderBy, include: counted }))
    return rows.map(toTestSet)
  }

  read(scope: WorkspaceScope, id: string): Promise<TestSet | null> {
    return this.#find({ id, workspaceId: scope.workspaceId })
  }

  async rename(scope: WorkspaceScope, id: string, name: string): Promise<TestSet> {
    const where = { id, workspaceId: scope.workspaceId }
    return toTestSet(await runDatabaseOperation('Renaming a test set', () => this.client.testSet.update({ where, data: { name }, include: counted })))
  }

  readFeedbackSet(scope: WorkspaceScope): Promise<TestSet | null> {
    return this.#find({ key: feedbackKey, workspaceId: scope.workspaceId })
  }

  async openFeedbackSet(scope: WorkspaceScope, name: string): Promise<TestSet> {
    const { workspaceId } = scope
    for (let number = 1; ; number++) {
      const found = await this.readFeedbackSet(scope)
      if (found !== null) return found
      try {
        const data = { workspaceId, key: feedbackKey, name: number === 1 ? name : `${name} ${number}` }
        return toTestSet(await runDatabaseOperation('Creating a test set', () => this.client.testSet.create({ data, include: counted })))
      } catch (thrown) {
        // The name is another set's, or two first thumbs came at once; looking again tells which.
        const error = toAppError(thrown)
        if (error.code !== 'conflict') throw error
      }
    }
  }

  async delete(scope: WorkspaceScope, id: string): Promise<boolean> {
    const where = { id, workspaceId: scope.workspaceId }
    const { count } = await runDatabaseOperation('Deleting a test set', () => this.client.testSet.deleteMany({ where }))
    return count === 1
  }

  addQuestions(scope: WorkspaceScope, testSetId: string, questions: NewTestQuestion[]): Promise<number> {
    const write = async (transaction: Prisma.TransactionClient) => {
      const { count } = await transaction.testSet.updateMany({ where: { id: testSetId, workspaceId: scope.workspaceId }, data: { updatedAt: new Date() } })
      if (count === 0) throw noSuchSet()
      return writeQuestions(transaction, testSetId, questions)
    }
    return runDatabaseOperation('Adding test questions', () => this.client.$transaction(write, { timeout: transactionTimeoutMilliseconds }))
  }

  async listQuestions(scope: WorkspaceScope, testSetId: string, page: { cursor?: string; limit: number }) {
    const where = { testSetId, testSet: { workspaceId: scope.workspaceId }, ...(page.cursor === undefined ? {} : { id: { gt: page.cursor } }) }
    const rows = await runDatabaseOperation('Listing test questions', () =>
      this.client.testQuestion.findMany({ where, orderBy: { id: 'asc' }, take: page.limit + 1, include: judged }),
    )
    const questions = rows.slice(0, page.limit).map(toTestQuestion)
    return { questions, nextCursor: rows.length > page.limit ? (questions.at(-1)?.id ?? null) : null }
  }

  async replaceJudgements(scope: WorkspaceScope, questionId: string, judgements: TestJudgement[]): Promise<TestQuestion> {
    const where = { id: questionId, testSet: { workspaceId: scope.workspaceId } }
    const row = await runDatabaseOperation('Judging a test question', () =>
      this.client.$transaction(async (transaction) => {
        await transaction.testQuestion.update({ where, data: { testSet: { update: { updatedAt: new Date() } } } })
        await transaction.testJudgement.deleteMany({ where: { questionId } })
        await createJudgements(transaction, [{ questionId, judgements }])
        return transaction.testQuestion.findUniqueOrThrow({ where: { id: questionId }, include: judged })
      }),
    )
    return toTestQuestion(row)
  }

  deleteQuestion(scope: WorkspaceScope, questionId: string): Promise<boolean> {
    return this.#deleteWhere({ id: questionId, testSet: { workspaceId: scope.workspaceId } })
  }

  deleteQuestionByExternalId(scope: WorkspaceScope, testSetId: string, externalId: string): Promise<boolean> {
    return this.#deleteWhere({ testSetId, externalId, testSet: { workspaceId: scope.workspaceId } })
  }

  #deleteWhere(where: Prisma.TestQuestionWhereInput): Promise<boolean> {
    return runDatabaseOperation('Deleting a test question', () =>
      this.client.$transaction(async (transaction) => {
        const found = await transaction.testQuestion.findFirst({ where, select: { id: true, testSetId: true } })
        if (found === null) return false
        await transaction.testQuestion.delete({ where: { id: found.id } })
        await transaction.testSet.update({ where: { id: found.testSetId }, data: { updatedAt: new Date() } })
        return true
      }),
    )
  }

  async #find(where: Prisma.TestSetWhereInput): Promise<TestSet | null> {
    const row = await runDatabaseOperation('Reading a test set', () => this.client.testSet.findFirst({ where, include: counted }))
    return row && toTestSet(row)
  }
}
