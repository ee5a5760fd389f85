import { z } from 'zod'
import { searchSides } from '@/lib/domain/retrieval/search-configuration'
import { type TestQuestion, type TestResult, type TestRun, type TestSet, testQuestionOrigins, testRunStatuses } from '@/lib/domain/retrieval/test-set'
import type { Prisma, TestQuestion as QuestionRow, TestResult as ResultRow, TestRun as RunRow } from '../generated/client'
import { readColumn } from '../rows/column-shape'
import { errorCodeColumn } from '../rows/error-code-column'
import { filterColumn } from '../rows/filter-column'

type SetRow = Prisma.TestSetGetPayload<{ include: { _count: { select: { questions: true } } } }>
type JudgedQuestionRow = Prisma.TestQuestionGetPayload<{ include: { judgements: true } }>

const configurationColumn = z.object({ sides: z.enum(searchSides), denseShare: z.number().nullable(), reranks: z.boolean(), filter: filterColumn })
const scoresColumn = z.object({ ndcg: z.number(), recall: z.number(), reciprocalRank: z.number(), p50: z.number(), p95: z.number() })
const runColumns = z.object({
  status: z.enum(testRunStatuses),
  errorCode: errorCodeColumn,
  configurations: z.array(z.object({ name: z.string(), configuration: configurationColumn })),
  scores: z.array(scoresColumn),
})
const originColumn = z.object({ origin: z.enum(testQuestionOrigins) })
const hitsColumn = z.object({ hits: z.array(z.object({ documentId: z.string(), source: z.string(), start: z.int(), end: z.int(), grade: z.number() })) })

/** The rows of the lab as the rest of Docent knows them. Errors of all: database_failed. */
export function toTestSet(row: SetRow): TestSet {
  const { id, name, createdAt, updatedAt } = row
  return { id, name, questionCount: row._count.questions, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() }
}

export function toTestQuestion(row: JudgedQuestionRow): TestQuestion {
  const { id, externalId, text, createdAt } = row
  const judgements = row.judgements.map(({ id: _id, questionId: _questionId, ...judgement }) => judgement)
  return { id, externalId, text, ...readColumn('A test question', originColumn, row satisfies QuestionRow), judgements, createdAt: createdAt.toISOString() }
}

export function toTestRun(row: RunRow): TestRun {
  const { id, testSetId, embeddingModelId, rerankerModelId, questionCount, done } = row
  const counted = { id, testSetId, embeddingModelId, rerankerModelId, questionCount, done }
  return { ...counted, ...readColumn('A test run', runColumns, row), createdAt: row.createdAt.toISOString(), finishedAt: row.finishedAt?.toISOString() ?? null }
}

export function toTestResult(row: ResultRow): TestResult {
  const { runId: _runId, ...shared } = row
  return { ...shared, ...readColumn('A test result', hitsColumn, row) }
}
