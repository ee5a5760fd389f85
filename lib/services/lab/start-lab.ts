import { AppError } from '@/lib/domain/app-error'
import type { ConversationStore } from '@/lib/domain/ports/conversation-store'
import type { ExplainedSearch, SearchConfiguration } from '@/lib/domain/retrieval/search-configuration'
import type { NamedConfiguration, TestJudgement, TestQuestion, TestQuestionOrigin, TestResult, TestRun, TestSet } from '@/lib/domain/retrieval/test-set'
import type { UploadedFile } from '@/lib/http/read-upload'
import { explainSearch } from '@/lib/search/lab/explain-search'
import { completeJudgements } from './complete-judgements'
import { type FeedbackRequest, keepFeedback } from './keep-feedback'
import type { LabParts } from './lab-parts'
import { proposeQuestions } from './propose-questions'
import { takeBeirUpload } from './take-beir-upload'
import { TestRunQueue } from './test-run-queue'

const runsListed = 100
/** More than any set holds. */
const questionsShown = 100_000

export interface QuestionToAdd {
  text: string
  origin: TestQuestionOrigin
  judgements: TestJudgement[]
}

export type Lab = Awaited<ReturnType<typeof startLab>>

/** The retrieval lab: searches explained, test sets, and their measurements. */
export async function startLab(parts: LabParts & { conversations: ConversationStore }) {
  const { testSets, scope } = parts
  await testSets.endAbandonedRuns()
  const runs = new TestRunQueue(parts)

  async function readSet(id: string): Promise<TestSet> {
    return (await testSets.read(scope, id)) ?? missing('test set')
  }

  async function readRun(id: string): Promise<TestRun> {
    return (await testSets.readRun(scope, id)) ?? missing('test run')
  }

  return {
    /** One after the other, so that the times can be compared. */
    async search(query: string, topK: number, configurations: SearchConfiguration[], signal: AbortSignal): Promise<ExplainedSearch[]> {
      const results: ExplainedSearch[] = []
      for (const configuration of configurations) {
        results.push(await explainSearch(parts, scope, { query, topK, configuration, signal }))
      }
      return results
    },
    listSets: (): Promise<TestSet[]> => testSets.list(scope),
    readSet,
    createSet: (name: string): Promise<TestSet> => testSets.create(scope, name),
    renameSet: (id: string, name: string): Promise<TestSet> => testSets.rename(scope, id, name),
    async deleteSet(id: string): Promise<void> {
      await runs.cancelOf(id)
      if (!(await testSets.delete(scope, id))) missing('test set')
    },
    async listQuestions(setId: string, page: { cursor?: string; limit: number }) {
      await readSet(setId)
      return testSets.listQuestions(scope, setId, page)
    },
    async addQuestions(setId: string, questions: QuestionToAdd[]): Promise<number> {
      const added = []
      for (const question of questions) added.push({ ...question, externalId: null, judgements: await completeJudgements(parts, question.judgements) })
      return testSets.addQuestions(scope, setId, added)
    },
    async judgeQuestion(id: string, judgements: TestJudgement[]): Promise<TestQuestion> {
      return testSets.replaceJudgements(scope, id, await completeJudgements(parts, judgements))
    },
    async deleteQuestion(id: string): Promise<void> {
      if (!(await testSets.deleteQuestion(scope, id))) missing('test question')
    },
    takeUpload: async (setId: string, files: AsyncIterable<UploadedFile>) => takeBeirUpload(parts, await readSet(setId), files),
    async propose(setId: string, count: number, signal: AbortSignal) {
      await readSet(setId)
      return proposeQuestions(parts, count, signal)
    },
    startRun: (setId: string, configurations: NamedConfiguration[]): Promise<TestRun> => runs.start(setId, configurations),
    async listRuns(setId: string): Promise<TestRun[]> {
      await readSet(setId)
      return testSets.listRuns(scope, setId, runsListed)
    },
    readRun,
    async readResults(runId: string): Promise<{ results: TestResult[]; questions: TestQuestion[] }> {
      const { testSetId } = await readRun(runId)
      const results = await testSets.listResults(scope, runId)
      const measured = new Set(results.map(({ questionId }) => questionId))
      const { questions } = await testSets.listQuestions(scope, testSetId, { limit: questionsShown })
      return { results, questions: questions.filter(({ id }) => measured.has(id)) }
    },
    async cancelRun(id: string): Promise<TestRun> {
      await runs.cancel(id)
      return readRun(id)
    },
    async deleteRun(id: string): Promise<void> {
      await runs.cancel(id)
      if (!(await testSets.deleteRun(scope, id))) missing('test run')
    },
    keepFeedback: (request: FeedbackRequest) => keepFeedback(parts, request),
    stop: () => runs.stop(),
  }
}

function missing(what: string): never {
  throw new AppError('not_found', `No such ${what}`)
}
