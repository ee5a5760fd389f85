import { z } from 'zod'
import { checkProblems, verdicts } from '@/lib/domain/answer'
import { filterColumn } from './filter-column'

/** The shapes of an answer's parts as they are kept. What was added later is missing in older rows. */
export const sourcesColumn = z.array(
  z.object({
    number: z.int(),
    documentId: z.string(),
    source: z.string(),
    section: z.string(),
    page: z.int().nullable(),
    start: z.int(),
    end: z.int(),
    score: z.number(),
    snippet: z.string(),
  }),
)

// Answers kept before citations had a page of their own have none.
export const citationsColumn = z.array(z.object({ sourceNumber: z.int(), page: z.int().nullable().default(null), start: z.int(), end: z.int() }))

const evidenceColumn = z.object({ sourceNumber: z.int(), start: z.int(), end: z.int(), page: z.int().nullable(), text: z.string() })

const checkColumn = z.object({
  start: z.int(),
  end: z.int(),
  verdict: z.enum(verdicts),
  score: z.number(),
  problems: z.array(z.enum(checkProblems)),
  evidence: evidenceColumn.nullable(),
})

export const checksColumn = z.array(checkColumn)

export const usageColumn = z.object({
  modelName: z.string().nullable(),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  firstTextMilliseconds: z.number().nullable(),
  milliseconds: z.number(),
})

export const searchedColumn = z.object({ query: z.string(), documents: z.int().nullable(), filter: filterColumn.optional() })

export const followUpsColumn = z.array(z.string())
