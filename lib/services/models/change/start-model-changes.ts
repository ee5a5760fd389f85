import type { Database } from '@/lib/db/open-database'
import { AppError } from '@/lib/domain/app-error'
import type { Passage } from '@/lib/domain/passage'
import type { FileStore } from '@/lib/domain/ports/file-store'
import type { Reranker } from '@/lib/domain/ports/reranker'
import { standardConfiguration } from '@/lib/domain/retrieval/search-configuration'
import type { TestQuestion, TestScores } from '@/lib/domain/retrieval/test-set'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { reportError } from '@/lib/http/report-error'
import type { IngestRunner } from '@/lib/jobs/ingest-runner'
import type { LibraryReader } from '@/lib/search/lab/locate-judgements'
import { measureTestSet } from '@/lib/search/lab/measure-test-set'
import { searchPassages } from '@/lib/search/search-passages'
import type { OpenModel } from '../active-model'
import type { OpenedModels } from '../open-models'
import { ModelChangeService } from './model-change-service'

export interface ModelChangesParts {
  models: OpenedModels
  database: Pick<Database, 'documents' | 'modelChanges' | 'testSets'>
  files: FileStore
  runner: IngestRunner
  reranker: () => Reranker | null
  /** Made anew for each measurement. */
  createReader: () => LibraryReader
  recut: (documentId: string) => Promise<unknown>
}

const questionsPerPage = 200
const documentsPerPage = 200

/** The changes of the model, going on from where the app was left. */
export async function startModelChanges(parts: ModelChangesParts, scope: WorkspaceScope): Promise<ModelChangeService> {
  const { models, database, files, runner } = parts
  const { active, catalog, shelf, collections } = models
  const service = new ModelChangeService(
    {
      active,
      catalog,
      shelf,
      collections,
      changes: database.modelChanges,
      documents: database.documents,
      files,
      ingest: runner,
      searchWith: (open, request) => searchWith(parts, scope, open, request),
      measureWith: (open, testSetId) => measureWith(parts, scope, open, testSetId),
      recutAll: () => recutAll(parts, scope),
      onError: reportError,
    },
    scope,
  )
  await service.start()
  return service
}

function searchWith(parts: ModelChangesParts, scope: WorkspaceScope, open: OpenModel, request: { query: string; topK: number }): Promise<Passage[]> {
  const onError = (error: AppError) => reportError('comparing models', error)
  return searchPassages({ index: open.index, embedder: open.embedder, reranker: parts.reranker(), onError }, scope, request)
}

async function measureWith(parts: ModelChangesParts, scope: WorkspaceScope, open: OpenModel, testSetId: string): Promise<TestScores> {
  const search = async (query: string, topK: number) => {
    const startedAt = performance.now()
    const passages = await searchWith(parts, scope, open, { query, topK })
    return { passages, milliseconds: performance.now() - startedAt }
  }
  const questions = await readQuestions(parts, scope, testSetId)
  const { signal } = new AbortController()
  const measurement = { questions, configurations: [standardConfiguration], signal, onResults: async () => undefined }
  const [scores] = await measureTestSet({ ...parts.createReader(), search }, measurement)
  if (!scores) throw new AppError('internal_error', 'The measurement gave no scores')
  return scores
}

async function readQuestions({ database: { testSets } }: ModelChangesParts, scope: WorkspaceScope, testSetId: string): Promise<TestQuestion[]> {
  if ((await testSets.read(scope, testSetId)) === null) throw new AppError('not_found', 'No such test set')
  const questions: TestQuestion[] = []
  let cursor: string | undefined
  do {
    const page: { questions: TestQuestion[]; nextCursor: string | null } = await testSets.listQuestions(scope, testSetId, { cursor, limit: questionsPerPage })
    questions.push(...page.questions)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  if (questions.length === 0) throw new AppError('invalid_request', 'The test set has no questions')
  return questions
}

/** The ids are gathered first: a document that is queued is none of those that are ready any more. */
async function recutAll({ database: { documents }, recut }: ModelChangesParts, scope: WorkspaceScope): Promise<void> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page: Awaited<ReturnType<typeof documents.list>> = await documents.list(scope, { status: 'ready', cursor, limit: documentsPerPage })
    ids.push(...page.documents.map(({ id }) => id))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  for (const id of ids) await recut(id).catch(ignoreGone)
}

/** Deleted, or queued by someone else, in the meantime. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof AppError && (error.code === 'not_found' || error.code === 'conflict'))) throw error
}
