import { z } from 'zod'
import { type SearchConfiguration, searchSides } from '@/lib/domain/retrieval/search-configuration'
import type { TestJudgement } from '@/lib/domain/retrieval/test-set'
import { filterBodySchema, filterOf } from '../passage-filter'

/** What a text field and a name may hold. */
export const nameSchema = z.string().trim().min(1).max(120)
export const questionSchema = z.string().trim().min(1).max(4000)

export const configurationSchema = z
  .object({
    sides: z.enum(searchSides).default('automatic'),
    dense_share: z.number().min(0).max(1).nullable().default(null),
    reranks: z.boolean().default(true),
    filter: filterBodySchema.optional(),
  })
  .transform(
    ({ sides, dense_share, reranks, filter }): SearchConfiguration => ({
      sides,
      denseShare: dense_share,
      reranks,
      filter: withoutMissing(filterOf(filter) ?? {}),
    }),
  )

const offset = z.number().int().min(0).max(1_000_000_000)

const judgementSchema = z
  .object({
    document_id: z.string().min(1).max(100).nullable().default(null),
    source: z.string().min(1).max(500),
    start: offset.nullable().default(null),
    end: offset.nullable().default(null),
    text: z.string().max(100_000).nullable().default(null),
    grade: z.number().int().min(1).max(100).default(1),
  })
  .refine(({ start, end }) => (start === null) === (end === null) && (start === null || start < (end ?? 0)), 'start and end go together, start first')
  .transform(({ document_id, ...judgement }): TestJudgement => ({ documentId: document_id, ...judgement }))

export const judgementsSchema = z.array(judgementSchema).max(200)

/** A stored filter holds only what filters. */
function withoutMissing<Fields extends object>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>
}
