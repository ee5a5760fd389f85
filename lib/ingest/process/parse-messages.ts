import { z } from 'zod'
import { blockKinds } from '@/lib/domain/normalized-document'
import type { ParsedDocument, ParseRequest } from '@/lib/domain/ports/document-parser'
import { outputLimits } from './output-limits'

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
  pageBreaks: z.array(z.object({ page: z.number().int(), start: z.number().int() })),
  headingPath: z.array(z.string()),
  language: z.string(),
  embeddingText: z.string(),
  contentHash: z.string(),
  tokenCount: z.number().int(),
})

const block = z.object({
  kind: z.enum(blockKinds),
  start: z.number().int(),
  end: z.number().int(),
  level: z.number().int().nullable(),
  headingPath: z.array(z.string()),
})

const place = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('slide'), number: z.number(), start: z.number(), end: z.number() }),
  z.object({ kind: z.literal('cells'), sheet: z.string(), cells: z.string(), start: z.number(), end: z.number() }),
])

const pageLayout = z.object({
  page: z.number().int(),
  width: z.number(),
  height: z.number(),
  runs: z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number(), z.string().optional()])),
  running: z.array(z.object({ text: z.string(), x: z.number(), y: z.number(), width: z.number(), height: z.number() })),
})

const parsed: z.ZodType<ParsedDocument> = z.object({
  document: z.object({
    text: z.string().max(outputLimits.characters),
    blocks: z.array(block).max(outputLimits.blocks),
    pages: z.array(z.object({ page: z.number().int(), start: z.number().int(), end: z.number().int() })),
    places: z.array(place),
    layout: z.array(pageLayout),
    title: z.string().nullable(),
    metadata: z.object({ author: z.string().nullable(), writtenAt: z.string().nullable(), modifiedAt: z.string().nullable() }),
    unreadablePages: z.array(z.number().int()),
    recognisedPages: z.array(z.number().int()),
    hiddenCharacters: z.number().int().min(0),
  }),
  chunks: z.array(chunk).max(outputLimits.chunks),
  language: z.string(),
})

/**
 * What it answers. It has read a stranger's file and may be in a stranger's hands by then, so its messages are checked like any
 * other input. `residentBytes` is its own report, used where the parent cannot look for itself.
 */
export const parseReport = z.discriminatedUnion('type', [
  z.object({ type: z.literal('stage'), id: z.number(), stage: z.enum(['reading', 'chunking']) }),
  z.object({ type: z.literal('pages'), id: z.number(), done: z.number().int().min(0), total: z.number().int().min(0) }),
  z.object({ type: z.literal('memory'), residentBytes: z.number() }),
  z.object({ type: z.literal('result'), id: z.number(), parsed, residentBytes: z.number() }),
  z.object({ type: z.literal('failure'), id: z.number(), code: z.string(), message: z.string(), residentBytes: z.number() }),
])

export type ParseReport = z.infer<typeof parseReport>
