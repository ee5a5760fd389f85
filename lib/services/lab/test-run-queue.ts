import { AppError, toAppError } from '@/lib/domain/app-error'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { SearchConfiguration } from '@/lib/domain/retrieval/search-configuration'
import type { NamedConfiguration, TestQuestion, TestResult, TestRun, TestScores } from '@/lib/domain/retrieval/test-set'
import { reportError } from '@/lib/http/report-error'
import { measureTestSet } from '@/lib/search/lab/measure-test-set'
import { createLibraryReader, type LabParts } from './lab-parts'

const questionsPerPage = 500

interface OpenRun {
  run: TestRun
  controller: AbortController
  isCancelled: boolean
  settled: Promise<void>
}

/**
 * Runs measurements in the background, one at a time: two would share the cores, and their times would mean nothing. Results are kept
 * question by question. A run does not survive the app; it ends as failed, since the rest measured later would be another library.
 */
export class TestRunQueue {
  private open: OpenRun | null = null
  private isStarting = false

  constructor(private readonly parts: LabParts) {}

  /** Errors: test_run_open, test_set_empty, not_found. */
  async start(testSetId: string, configurations: NamedConfiguration[]): Promise<TestRun> {
    if (this.open !== null || this.isStarting) throw new AppError('test_run_open', 'A measurement is running')
    this.isStarting = true
    try {
      const questions = await this.readJudgedQuestions(testSetId)
      const { scope, testSets, embedder, reranker } = this.parts
      const models = { embeddingModelId: embedder.model.id, rerankerModelId: reranker()?.modelId ?? null }
      const run = await testSets.createRun(scope, testSetId, { configurations, ...models, questionCount: questions.length })
      this.launch(run, questions)
      return run
    } finally {
      this.isStarting = false
    }
  }

  /** Ends a run and resolves when nothing of it runs any more. One that is over stays as it is. */
  async cancel(runId: string): Promise<void> {
    const { open } = this
    if (open?.run.id !== runId) return
    open.isCancelled = true
    open.controller.abort()
    await open.settled
  }

  async cancelOf(testSetId: string): Promise<void> {
    if (this.open?.run.testSetId === testSetId) await this.cancel(this.open.run.id)
  }

  async stop(): Promise<void> {
    this.open?.controller.abort()
    await this.open?.settled
  }

  private launch(run: TestRun, questions: TestQuestion[]): void {
    const open: OpenRun = { run, controller: new AbortController(), isCancelled: false, settled: Promise.resolve() }
    this.open = open
    open.settled = this.measure(open, questions).finally(() => {
      this.open = null
    })
  }

  private async measure(open: OpenRun, questions: TestQuestion[]): Promise<void> {
    const { run, controller } = open
    const finish = (status: TestRun['status'], errorCode: ErrorCode | null, scores: TestScores[] = []) =>
      this.parts.testSets.finishRun(run.id, { status, errorCode, scores })
    try {
      const scores = await measureTestSet(
        { ...createLibraryReader(this.parts), search: this.search.bind(this) },
        {
          questions,
          configurations: run.configurations.map(({ configuration }) => configuration),
          signal: controller.signal,
          onResults: this.keepResults(run.id),
        },
      )
      await finish('finished', null, scores)
    } catch (thrown) {
      const error = toAppError(thrown)
      const wasStopped = controller.signal.aborted
      if (!wasStopped) reportError(`measuring test run ${run.id}`, error)
      const ending = open.isCancelled ? finish('cancelled', null) : finish('failed', wasStopped ? 'cancelled' : error.code)
      await ending.catch((cause: unknown) => reportError(`putting away test run ${run.id}`, toAppError(cause, 'database_failed')))
    }
  }

  private async search(query: string, topK: number, configuration: SearchConfiguration, signal: AbortSignal) {
    const { passages, timing } = await this.parts.trace({ query, topK, configuration, signal })
    return { passages, milliseconds: timing.total }
  }

  private keepResults(runId: string): (results: TestResult[]) => Promise<void> {
    const { testSets, scope } = this.parts
    let done = 0
    return async (results) => {
      done += 1
      try {
        await testSets.saveResults(runId, results, done)
      } catch (thrown) {
        const error = toAppError(thrown)
        // A question that was deleted meanwhile counts no more; a run that was deleted has ended.
        if (error.code !== 'not_found' || (await testSets.readRun(scope, runId)) === null) throw error
      }
    }
  }

  private async readJudgedQuestions(testSetId: string): Promise<TestQuestion[]> {
    const { testSets, scope } = this.parts
    if ((await testSets.read(scope, testSetId)) === null) throw new AppError('not_found', 'No such test set')
    const questions: TestQuestion[] = []
    let cursor: string | undefined
    do {
      const page = await testSets.listQuestions(scope, testSetId, { limit: questionsPerPage, ...(cursor === undefined ? {} : { cursor }) })
      questions.push(...page.questions.filter(({ judgements }) => judgements.length > 0))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    if (questions.length === 0) throw new AppError('test_set_empty', 'No question of the set is judged')
    return questions
  }
}
