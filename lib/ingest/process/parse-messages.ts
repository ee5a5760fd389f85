import { z } from 'zod'
import type { ParsedDocument, ParseRequest } from '@/lib/domain/ports/document-parser'

/** What the parser process is told. `id` counts up and comes back with every message about the request. */
export interface ParseCommand {
  id: number
  request: ParseRequest
}

const chunk = z.object({
  index: z.number().int(),
  text: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  page: z.number().int().nullable(),
  headingPath: z.array(z.string()),
  language: z.string(),
  embeddingText: z.string(),
  contentHash: z.string(),
  tokenCount: z.number().int(),
})

const block = z.object({
  kind: z.enum(['heading', 'paragraph', 'list-item', 'table-row', 'code', 'quote']),
  start: z.number().int(),
  end: z.number().int(),
  level: z.number().int().nullable(),
  headingPath: z.array(z.string()),
})

const parsed: z.ZodType<ParsedDocument> = z.object({
  document: z.object({
    text: z.string(),
    blocks: z.array(block),
    pages: z.array(z.object({ page: z.number().int(), start: z.number().int(), end: z.number().int() })),
    title: z.string().nullable(),
  }),
  chunks: z.array(chunk),
  language: z.string(),
})

/**
 * What it answers. It has read a stranger's file and may be in a stranger's hands by then, so its messages are checked like any
 * other input. `residentBytes` is its own report, used where the parent cannot look for itself.
 */
export const parseReport = z.discriminatedUnion('type', [
  z.object({ type: z.literal('stage'), id: z.number(), stage: z.enum(['reading', 'chunking']) }),
  z.object({ type: z.literal('memory'), residentBytes: z.number() }),
  z.object({ type: z.literal('result'), id: z.number(), parsed, residentBytes: z.number() }),
  z.object({ type: z.literal('failure'), id: z.number(), code: z.string(), message: z.string(), residentBytes: z.number() }),
])

export type ParseReport = z.infer<typeof parseReport>
